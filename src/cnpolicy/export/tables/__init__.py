"""What the sheets of a workbook hold: documents in, columns and rows out."""
