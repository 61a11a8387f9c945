"""The page: documents as one HTML file that needs no network.

In: documents, and what the library finds in them. Out: a page that a browser opens:
outline, text with marks in place, tasks with filters, charts, comparison. `page` puts
it together; templates, scripts and styles stand beside it as files.
"""
