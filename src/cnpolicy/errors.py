"""The exceptions that leave the library.

In: nothing. Out: the `CnpolicyError` family. Everything the library raises on
purpose about its input is one of these (besides `TypeError` for an argument that is
not a `str`), so that `except CnpolicyError` is enough. Parsing the *content* of a
text raises none of them: what cannot be read becomes a `Diagnostic`.
"""


class CnpolicyError(Exception):
    """Base of every error the library raises about its input."""


class LimitError(CnpolicyError):
    """The text is longer than the limit the caller set (`parse(max_chars=...)`)."""


class DecodeError(CnpolicyError):
    """The bytes are text in none of the encodings that are recognised."""


class ReadError(CnpolicyError):
    """A file cannot be read: missing, empty, damaged, encrypted or unsafe."""


class SchemaError(CnpolicyError):
    """A dict or a JSON text is not an exported document of this version."""
