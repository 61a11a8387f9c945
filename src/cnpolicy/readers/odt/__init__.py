"""ODT: text of OpenDocument, in which offices in Taiwan publish."""
