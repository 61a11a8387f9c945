"""Automatic numbers of DOCX that come from a style."""

from reader_files import OFFICIAL, abstract_xml, level_xml, lines, num_xml, para

OFFICIAL_LIST = abstract_xml(7, *OFFICIAL) + num_xml(1, 7)


def style_xml(identity: str, properties: str = "", more: str = "") -> str:
    """Return a paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}">{more}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def based(identity: str) -> str:
    """Return the `w:basedOn` of a style."""
    return f'<w:basedOn w:val="{identity}"/>'


NUM = '<w:numPr><w:numId w:val="1"/></w:numPr>'
LINKED = abstract_xml(
    7,
    level_xml(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
    level_xml(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
) + num_xml(1, 7)


def test_numbering_of_a_style():
    styles = style_xml("H1", NUM) + style_xml("H2", NUM)
    body = para("总", style="H1") + para("甲", style="H2") + para("乙", style="H2")
    assert lines(body, LINKED, styles) == ["一、总", "（一）甲", "（二）乙"]


def test_level_of_a_style_by_its_own_statement():
    styles = style_xml("H1", NUM) + style_xml(
        "H2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based("H1")
    )
    body = para("总", style="H1") + para("甲", style="H2")
    assert lines(body, OFFICIAL_LIST, styles) == ["一、总", "（一）甲"]


def test_numbering_through_the_chain_of_styles():
    styles = (
        style_xml("H1", NUM)
        + style_xml("A", "", based("H1"))
        + style_xml("B", "", based("A"))
    )
    body = para("总", style="H1") + para("总", style="B")
    assert lines(body, LINKED, styles) == ["一、总", "二、总"]


def test_paragraph_takes_itself_out_of_the_list_of_its_style():
    styles = style_xml("H1", NUM)
    body = para("总", style="H1") + para("文", num=0, style="H1")
    assert lines(body, LINKED, styles) == ["一、总", "文"]


def test_style_takes_itself_out_of_the_list_of_its_base():
    styles = style_xml("H1", NUM) + style_xml(
        "H2", '<w:numPr><w:numId w:val="0"/></w:numPr>', based("H1")
    )
    assert lines(para("文", style="H2"), LINKED, styles) == ["文"]


def test_level_of_the_paragraph_on_the_list_of_its_style():
    styles = style_xml("H1", NUM)
    body = para("总", style="H1") + para("甲", level=1, style="H1")
    assert lines(body, OFFICIAL_LIST, styles) == ["一、总", "（一）甲"]


def test_default_style():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr>'
        f"{NUM}</w:pPr></w:style>"
    )
    assert lines(para("甲") + para("乙"), OFFICIAL_LIST, styles) == ["一、甲", "二、乙"]


def test_styles_in_a_circle():
    styles = style_xml("A", "", based("B")) + style_xml("B", NUM, based("A"))
    assert lines(para("甲", style="A"), OFFICIAL_LIST, styles) == ["一、甲"]


def test_list_of_a_numbering_style():
    """An abstract list without levels names a style, which names the real one."""
    numbering = (
        abstract_xml(7, *OFFICIAL)
        + abstract_xml(8, more='<w:numStyleLink w:val="L"/>')
        + num_xml(1, 7)
        + num_xml(2, 8)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = para("甲", 1, 0) + para("乙", 2, 0) + para("丙", 2, 1)
    # Its counters are its own (Word).
    assert lines(body, numbering, styles) == ["一、甲", "一、乙", "（一）丙"]


def test_list_of_a_numbering_style_in_a_circle():
    numbering = abstract_xml(8, more='<w:numStyleLink w:val="L"/>') + num_xml(2, 8)
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert lines(para("甲", 2, 0), numbering, styles) == ["甲"]
