"""The library inside the tools of others: one module for each, imported by its name.

In: the documents of LangChain, LlamaIndex, Haystack, or a column of pandas. Out: their
pieces, or tables. Each module needs the package that it is for.
"""
