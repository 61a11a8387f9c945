"""What the carrier of a document says about it: a web page, the properties of a file.

In: the statements of a carrier as its reader gives them (标题, 文号, 发文机构 …). Out:
`Metadata`. It stands beside what the document says itself and is never mixed with it.
Properties of a file (文件标题 …) are left out: they are mostly those of the file that
the writer began with.
"""

from __future__ import annotations

from collections.abc import Mapping

from cnpolicy.lexical.issue_dates import date_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.metadata import Metadata

_NAMES = lazy(r"[\s、，,;；]+")


def carrier_metadata(stated: Mapping[str, str]) -> Metadata:
    """Return what the statements of a carrier say about its document."""
    issuers = _NAMES.split(stated.get("发文机构", ""))
    return Metadata(
        title="".join(stated.get("标题", "").split()) or None,
        issuers=tuple(filter(None, issuers)),
        doc_number="".join(stated.get("文号", "").split()) or None,
        date=date_of(stated.get("成文日期", "")),
        publicity=stated.get("公开方式") or None,
    )
