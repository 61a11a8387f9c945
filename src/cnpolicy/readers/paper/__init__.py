"""Paper: what PDF and OFD share, whose pages are lines and tables with coordinates."""
