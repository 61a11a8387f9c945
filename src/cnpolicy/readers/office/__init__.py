"""Office: files of older programs, through LibreOffice."""
