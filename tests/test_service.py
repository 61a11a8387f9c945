"""The API of the service: every operation, its options, its refusals."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

pytest.importorskip("starlette")
pytest.importorskip("python_multipart")
pytest.importorskip("jinja2")
pytest.importorskip("httpx")
pytest.importorskip("jsonschema")

import jsonschema
from httpx import Response
from starlette.testclient import TestClient

import cnpolicy
from cnpolicy.service.app import create_app
from cnpolicy.service.openapi import description
from cnpolicy.service.operations import DOCX, HTML, JSON, OPERATIONS, XLSX
from cnpolicy.service.settings import Settings
from cnpolicy.service.workers.work import plain_name
from support.services import OTHER, PLAN

ADDRESS = "http://127.0.0.1:8765"

each_operation = pytest.mark.parametrize("name", OPERATIONS)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a service of two workers."""
    with TestClient(create_app(Settings()), base_url=ADDRESS) as client:
        yield client


def plans(count: int) -> list[str]:
    """So many texts."""
    return [PLAN, OTHER][:count]


def docx() -> bytes:
    """A Word document with one slip in it."""
    document = pytest.importorskip("docx").Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def asked(client: TestClient, name: str) -> Response:
    """What an operation answers to as many documents as it needs."""
    if name == "comments":
        return client.post("/api/comments", files={"file": ("规划.docx", docx())})
    texts = plans(OPERATIONS[name].least)
    return client.post(f"/api/{name}", json={"texts": texts})


def code(response: Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    words = response.json()["error"]
    assert words["message"]
    assert words["message_zh"] != words["message"]
    return response.status_code, words["code"]


# --------------------------------------------------------------------------- operations


@each_operation
def test_an_operation_answers_with_its_media_type(
    name: str, client: TestClient
) -> None:
    response = asked(client, name)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == OPERATIONS[name].media
    kind = OPERATIONS[name].media
    if kind in (XLSX, DOCX):
        assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None
    elif kind == HTML:
        assert "加强保护" in response.text


@each_operation
def test_an_answer_in_json_is_as_the_description_says(
    name: str, client: TestClient
) -> None:
    """What is sent is valid by the schema of the API, and reads back."""
    operation = OPERATIONS[name]
    if operation.media != JSON:
        return
    told = asked(client, name).json()
    described = description()
    answer = described["paths"][f"/api/{name}"]["post"]["responses"]["200"]
    schema = answer["content"][JSON]["schema"]
    whole = {**schema, "components": described["components"]}
    jsonschema.Draft202012Validator(whole).validate(told)
    assert told["notes"] == []
    assert cnpolicy.from_json(json.dumps(told["result"]), operation.kind)


def test_the_description_is_of_openapi(client: TestClient) -> None:
    """Every reference leads somewhere, and every operation stands in it."""
    told = client.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": ADDRESS}]
    assert list(told["paths"]) == [f"/api/{name}" for name in OPERATIONS]
    names = set(told["components"]["schemas"])
    assert {ref.rpartition("/")[2] for ref in references(told)} <= names
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def references(value: Any) -> Iterator[str]:
    """Every reference in a description."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "$ref":
                yield one
            else:
                yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def test_the_same_as_the_library(client: TestClient) -> None:
    """An answer is what the library gives."""
    told = client.post("/api/tasks", json={"texts": [PLAN]}).json()["result"]
    assert told == [
        cnpolicy.to_dict(one) for one in cnpolicy.tasks(cnpolicy.parse(PLAN))
    ]


@pytest.mark.parametrize("media", ["form", "json"])
def test_a_text_comes_by_form_or_by_json(media: str, client: TestClient) -> None:
    if media == "json":
        response = client.post("/api/outline", json={"texts": [PLAN]})
    else:
        response = client.post("/api/outline", files={"text": (None, PLAN)})
    first, *_ = response.json()["result"]
    assert first["title"] == "任务"


def test_two_files_keep_their_order(client: TestClient) -> None:
    """The first is the older one."""
    files = [("file", ("b.txt", PLAN.encode())), ("file", ("a.txt", OTHER.encode()))]
    told = client.post("/api/compare", files=files).json()["result"]
    roles = [role for one in told["changes"] for role in one["roles"]]
    assert [(one["added"], one["normalized"]) for one in roles] == [
        (False, "市司法局"),
        (True, "市财政局"),
    ]


def test_a_form_as_a_browser_sends_it(client: TestClient) -> None:
    """Fields left empty count for nothing."""
    files = [
        ("language", (None, "zh")),
        ("file", ("规划.txt", PLAN.encode())),
        ("file", ("", b"")),
        ("text", (None, "")),
        ("text", (None, "  \r\n")),
    ]
    assert client.post("/api/view", files=files).status_code == 200


@pytest.mark.parametrize(("language", "word"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_language_of_the_page(language: str, word: str, client: TestClient) -> None:
    response = client.post("/api/view", json={"texts": [PLAN], "language": language})
    assert f'<html lang="{word}"' in response.text


def test_findings_become_comments(client: TestClient) -> None:
    """The DOCX comes back with its text and with comments."""
    response = asked(client, "comments")
    package = zipfile.ZipFile(io.BytesIO(response.content))
    assert "二.应为二、" in package.read("word/comments.xml").decode()
    assert cnpolicy.read(response.content).text == cnpolicy.read(docx()).text


@pytest.mark.parametrize(
    ("name", "saved"),
    [("workbook", "规划-任务分工.xlsx"), ("word_table", "规划-任务分工.docx")],
)
def test_a_file_is_named_after_its_document(
    name: str, saved: str, client: TestClient
) -> None:
    files = {"file": ("某省/规划.txt", PLAN.encode())}
    head = client.post(f"/api/{name}", files=files).headers["content-disposition"]
    assert unquote(head) == f"attachment; filename*=UTF-8''{saved}"


def test_what_a_file_holds_beside_its_text_is_told(client: TestClient) -> None:
    """In JSON beside the result; with a file in a header."""
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(PLAN)
    document.sections[0].header.paragraphs[0].text = "内部资料"
    file = io.BytesIO()
    document.save(file)
    files = {"file": ("规划.docx", file.getvalue())}
    (note,) = client.post("/api/tasks", files=files).json()["notes"]
    assert (note["code"], note["file"]) == ("header", "规划.docx")
    assert "内部资料" in note["message_zh"]
    response = client.post("/api/workbook", files=files)
    assert json.loads(response.headers["cnpolicy-notes"]) == [note]


# ----------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("name", "sent", "answer"),
    [
        ("tasks", {"texts": []}, (400, "count")),
        ("tasks", {"texts": [PLAN, OTHER]}, (400, "count")),
        ("compare", {"texts": [PLAN]}, (400, "count")),
        ("workbook", {"texts": []}, (400, "count")),
        ("tasks", {"texts": ["  \n"]}, (400, "count")),
        ("tasks", {"texts": PLAN}, (400, "form")),
        ("tasks", {"texts": [1]}, (400, "form")),
        ("tasks", {}, (400, "form")),
        ("tasks", [], (400, "form")),
        ("tasks", {"texts": [PLAN], "by": {}}, (400, "form")),
        ("tasks", {"texts": [PLAN], "path": "a"}, (400, "option")),
        ("chunks", {"texts": [PLAN], "by": "page"}, (400, "option")),
        ("chunks", {"texts": [PLAN], "max_size": 0}, (400, "option")),
        ("chunks", {"texts": [PLAN], "max_size": "１２"}, (400, "option")),
        ("check", {"texts": [PLAN], "profile": "x"}, (400, "option")),
        ("view", {"texts": [PLAN], "language": "fr"}, (400, "option")),
        ("comments", {"texts": [PLAN]}, (422, "unreadable")),
    ],
)
def test_a_request_that_is_not_of_the_api(
    name: str, sent: Any, answer: tuple[int, str], client: TestClient
) -> None:
    assert code(client.post(f"/api/{name}", json=sent)) == answer


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"PK\x03\x04" + bytes(100), "压缩包"),
    ],
)
def test_a_file_that_cannot_be_read(
    data: bytes, message: str, client: TestClient
) -> None:
    """The reader's own words, in both languages."""
    response = client.post("/api/tasks", files={"file": ("规划.docx", data)})
    assert code(response) == (422, "unreadable")
    assert message in response.json()["error"]["message_zh"]


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/nothing", (404, "path")),
        ("POST", "/api/nothing", (404, "path")),
        ("GET", "/assets/words.json", (404, "path")),
        ("GET", "/api/tasks", (405, "method")),
        ("DELETE", "/", (405, "method")),
    ],
)
def test_what_is_not_there(
    method: str, path: str, answer: tuple[int, str], client: TestClient
) -> None:
    assert code(client.request(method, path)) == answer


def test_a_body_of_another_kind(client: TestClient) -> None:
    kinds = ["text/plain", "application/x-www-form-urlencoded", ""]
    for kind in kinds:
        head = {"Content-Type": kind} if kind else {}
        response = client.post("/api/tasks", content=b"text=a", headers=head)
        assert code(response) == (415, "media"), kind


def test_one_who_looks_gets_a_page(client: TestClient) -> None:
    """In both languages, with nothing of the request in it as markup."""
    head = {"Accept": "text/html,*/*"}
    files = {"file": ("<b>.txt", b"")}
    response = client.post("/api/view", files=files, headers=head)
    assert response.status_code == 422
    assert "文件是空的" in response.text
    assert "<b>" not in response.text


# ---------------------------------------------------------------------------- the page


@pytest.mark.parametrize(("path", "word"), [("/", "网页视图"), ("/?lang=en", "Look")])
def test_the_page_speaks_two_languages(
    path: str, word: str, client: TestClient
) -> None:
    page = client.get(path).text
    assert word in page
    assert "{{" not in page


def test_the_page_needs_nothing_from_elsewhere(client: TestClient) -> None:
    """All it names is of this service; no script and no style stands in it."""
    page = client.get("/").text
    named = pytest.importorskip("lxml.html").fromstring(page)
    addresses = [*named.xpath("//@src"), *named.xpath("//link/@href")]
    assert all(one.startswith(("/assets/", "data:")) for one in addresses)
    assert not named.xpath("//script[not(@src)] | //style | //@style | //@onclick")
    for one in addresses:
        if one.startswith("/"):
            assert client.get(one).status_code == 200


@pytest.mark.parametrize("path", ["/", "/openapi.json", "/assets/boot.js", "/nothing"])
def test_every_answer_has_the_safe_headers(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_page_of_a_document_stands_in_a_sandbox(client: TestClient) -> None:
    """It may run its own scripts and ask the service nothing."""
    policy = asked(client, "view").headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("规划.docx", "规划.docx"),
        ("C:\\公文\\规划.docx", "规划.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie b.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", "document"),
        ("a/", "a"),
        ("", "document"),
        ("长" * 500 + ".docx", "长" * 80 + ".docx"),
    ],
)
def test_names_of_files_are_names(given: str, plain: str) -> None:
    assert plain_name(given) == plain
