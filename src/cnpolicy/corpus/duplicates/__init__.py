"""Documents that repeat others: texts in, marks of the exact and the near ones out."""
