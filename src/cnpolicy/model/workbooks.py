"""What a workbook of the library says of itself, so that it reads back as it is meant.

In: nothing. Out: the name of a property of the file.
"""

REPEATED_SHEETS = "cnpolicy-repeated-sheets"
"""The property that names the sheets which say again, in another form, what the task
table says; names are divided by 、."""
