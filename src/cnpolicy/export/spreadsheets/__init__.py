"""Tables for other programs: rows in, XLSX, CSV and Arrow out."""
