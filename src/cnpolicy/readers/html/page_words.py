"""Words by which the parts of a web page are known.

Defines names of containers of government sites, of page furniture, and the tags of HTML
by what they mean for a text. Tables, no code.
"""

# Ids and classes that content management systems of governments give the document and
# nothing else: 中国政府网, TRS, 大汉, 开普 (UCAP), 博达 and similar ones.
CONTAINERS: frozenset[str] = frozenset(
    name.lower()
    for name in (
        "UCAP-CONTENT",
        "TRS_Editor",
        "TRS_UEDITOR",
        "TRS_PreAppend",
        "trs_editor_view",
        "trs_paper_default",
        "zoom",
        "zoomcon",
        "pages_content",
        "article-content",
        "article_content",
        "articleContent",
        "NewsContent",
        "news_content",
        "xxgk_content",
        "xxgk-content",
        "zwgk_content",
        "wenzhang-content",
        "wzcon",
        "wz_con",
        "con_txt",
        "con_text",
        "txt_con",
        "txt_txt",
        "font_txt_zw",
        "text_con",
        "zw_con",
        "zwxx_con",
        "zhengwen",
        "vsb_content",
        "v_news_content",
        "j-fontContent",
        "fontzoom",
        "ivs_content",
        "info_content",
        "detail_content",
        "detail-content",
        "b12c",
        "artibody",
        "printContent",
        "print_content",
        "maincontent-text",
    )
)

# Names that such systems give the document, and others give anything.
LIKELY_CONTAINERS: frozenset[str] = frozenset(
    (
        "content",
        "article",
        "main",
        "view",
        "main-content",
        "maincontent",
        "main_content",
        "con",
        "text",
        "txt",
        "detail",
        "details",
        "art_con",
        "news",
        "contents",
        "post-content",
        "entry-content",
    )
)

# What stands inside the container of a document without being part of it.
FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "header"})
FURNITURE_NAMES = frozenset(
    (
        "bdsharebuttonbox",
        "bshare-custom",
        "share",
        "share-box",
        "social-share",
        "qrcode",
        "ewm",
        "erweima",
        "toolbar",
        "print",
        "fontsize",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "position",
        "location",
        "nav",
        "navbar",
        "navigation",
        "menu",
        "sidebar",
        "footer",
        "foot",
        "copyright",
        "related",
        "relatednews",
        "related-news",
        "pager",
        "pagination",
    )
)

# Classes by which style sheets and scripts hide an element, those of the usual
# frameworks: Angular, Bootstrap, Tailwind, layui, Element, Foundation.
HIDING_CLASSES = frozenset(
    [
        "ng-hide",
        "hide",
        "hidden",
        "d-none",
        "layui-hide",
        "el-hidden",
        "is-hidden",
        "display-none",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "show-for-sr",
    ]
)

# Tags whose text is never part of a document.
SILENT_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "textarea",
        "select",
        "option",
        "button",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "rt",
        "rp",
        "datalist",
        "img",
    ]
)

# Elements that are part of a document, never the whole of it.
NO_CONTAINERS = frozenset(
    [
        "p",
        "span",
        "font",
        "li",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4"])

# Elements that stand on lines of their own.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
