"""Tables for offices: documents in, sheets of a workbook or a CSV file out."""
