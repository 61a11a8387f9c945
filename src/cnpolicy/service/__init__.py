"""The library as a service: a page in the browser, a JSON API, tools of MCP.

In: requests of a colleague's browser, of a program, or of a model's client. Out: what
the library makes of the documents that come with them. `operations` is the table of
what can be asked for; `work` does it in a process of its own (`worker`), of which
`pool` keeps some; `app` speaks HTTP, `mcp_server` MCP.
"""
