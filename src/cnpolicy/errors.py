"""The exceptions that leave the library.

Defines the `CnpolicyError` family. Everything the library raises on purpose about its
input is one of these (besides `TypeError` for an argument that is not a `str`), so that
`except CnpolicyError` is enough. Parsing the *content* of a text raises none of them:
what cannot be read becomes a `Diagnostic`.
"""


class CnpolicyError(Exception):
    """Base of every error the library raises about its input."""


class LimitError(CnpolicyError):
    """The text is longer than the limit the caller set (`parse(max_chars=...)`)."""


class _FileError(CnpolicyError):
    """An error about a file, which speaks two languages."""

    def __init__(self, message: str, message_zh: str | None = None) -> None:
        """Say in English and in Chinese what is wrong."""
        super().__init__(message)
        self.message_zh = message if message_zh is None else message_zh
        """What is wrong, in Chinese; `str` of the error says it in English."""


class DecodeError(_FileError):
    """The bytes are text in none of the encodings that are recognised."""


class ReadError(_FileError):
    """A file cannot be read: missing, empty, damaged, encrypted or unsafe."""


class SchemaError(CnpolicyError):
    """A dict or a JSON text is not an exported document of this version."""
