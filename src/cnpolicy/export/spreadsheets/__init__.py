"""Writers of spreadsheets: sheets and rows in, XLSX, CSV and Arrow files out."""
