"""What was tried against the service, and what it answered: docs/service.md.

Each line of the page is a function here, by the words of the line; it attacks a
service that runs in a process of its own and returns what came of it.
"""

import contextlib
import http.client
import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("python_multipart")
pytest.importorskip("jinja2")

from hostile_files import archive_in_archive, archive_of_zeros
from reader_files import NAMESPACES, WORD, docx, para

from support.services import (
    PLAN,
    Service,
    environment,
    form,
    received,
    running,
)

pytestmark = [
    pytest.mark.skipif(
        os.name != "posix", reason="sockets and signals as POSIX has them"
    ),
    pytest.mark.slow,
]

MIB = 1024 * 1024
PAGE = Path(__file__).parents[1] / "docs" / "service.md"

Attack = Callable[[Service], str]
ATTACKS: dict[str, Attack] = {}


def tried(words: str) -> Callable[[Attack], Attack]:
    """Name an attack as the page does."""

    def register(attack: Attack) -> Attack:
        assert words not in ATTACKS
        ATTACKS[words] = attack
        return attack

    return register


def rows() -> dict[str, str]:
    """What the page says: what was tried, and the answer."""
    words = PAGE.read_text(encoding="utf-8").partition(
        "| tried | answer |\n|---|---|\n"
    )
    return dict(re.findall(r"(?m)^\| (.+) \| (.+) \|$", words[2]))


LIMITS = {
    "head_seconds": 2.0,
    "body_seconds": 3.0,
    "seconds": 60.0,
    "answer_seconds": 1.0,
    "jobs": 2,
    "waiting": 2,
}


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """A service that is short of patience."""
    with running(**LIMITS) as service:
        yield service


@pytest.mark.parametrize("words", ATTACKS_OF_PAGE := list(rows()))
def test_the_answer_is_as_the_page_says(words: str, service: Service) -> None:
    assert ATTACKS[words](service) == rows()[words].replace("`", "")


def test_the_page_tells_of_every_attack() -> None:
    assert list(ATTACKS) == ATTACKS_OF_PAGE


# ------------------------------------------------------------------------------ helpers


def sent(
    service: Service,
    path: str = "/api/outline",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    method: str = "POST",
) -> tuple[http.client.HTTPResponse, bytes]:
    """Send a request and return the response with its body."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response, response.read()


def uploaded(service: Service, name: str, data: bytes) -> str:
    """What becomes of a file."""
    headers, body = form({"file": (name, data)})
    return said(*sent(service, "/api/outline", body, headers))


def said(response: http.client.HTTPResponse, body: bytes) -> str:
    """The status, and the code of a refusal."""
    told = json.loads(body) if body.startswith(b'{"error"') else None
    code = f" {told['error']['code']}" if told else ""
    return f"{response.status}{code}"


def raw(answer: bytes) -> str:
    """The same of bytes that came."""
    if not answer:
        return "closed"
    status = answer.split(b" ", 2)[1].decode()
    code = re.search(rb'"code":"(\w+)"', answer)
    return f"{status} {code[1].decode()}" if code else status


def plan(**headers: str) -> tuple[bytes, dict[str, str]]:
    """A sound request with some headers."""
    head, body = form({"text": PLAN})
    return body, head | {name.replace("_", "-"): word for name, word in headers.items()}


@contextlib.contextmanager
def other_server() -> Iterator[tuple[int, list[object]]]:
    """A server that notes who calls: its port, and the calls."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, who = listener.accept()
                    calls.append(who)
                    connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield listener.getsockname()[1], calls


# --------------------------------------------------------------------- paths, addresses


@tried("a file name that climbs: `../../../../etc/passwd`")
def _(service: Service) -> str:
    headers, body = form({"file": ("../../../../etc/passwd", PLAN.encode())})
    response, data = sent(service, "/api/chunks", body, headers)
    (name,) = {one["document"]["file"] for one in json.loads(data)["result"]}
    return f"{response.status}, the name is {name}"


@tried("an address that climbs: `/assets/../../../etc/passwd`")
def _(service: Service) -> str:
    return said(*sent(service, "/assets/../../../etc/passwd", method="GET"))


@tried("the same in escapes: `/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd`")
def _(service: Service) -> str:
    path = "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd"
    return said(*sent(service, path, method="GET"))


@tried("`file=/etc/passwd` as words of a form")
def _(service: Service) -> str:
    headers, body = form({"file": "/etc/passwd", "text": PLAN})
    return said(*sent(service, body=body, headers=headers))


@tried("`url=http://169.254.169.254/` as a field")
def _(service: Service) -> str:
    headers, body = form({"url": "http://169.254.169.254/", "text": PLAN})
    return said(*sent(service, body=body, headers=headers))


@tried('`{"path": "/etc/passwd"}` as JSON')
def _(service: Service) -> str:
    body = b'{"path": "/etc/passwd"}'
    return said(*sent(service, body=body, headers={"Content-Type": "application/json"}))


@tried("an archive with a member `../../../tmp/x.txt`")
def _(service: Service) -> str:
    name = f"../../../tmp/cnpolicy-{service.port}.txt"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr(name, PLAN)
    status = uploaded(service, "a.zip", buffer.getvalue())
    there = Path("/tmp", Path(name).name).exists()
    return f"{status}, {'written' if there else 'nothing written'}"


@tried("a DOCX whose XML names the entity `file:///etc/passwd`")
def _(service: Service) -> str:
    names = NAMESPACES.format(word=WORD)
    xml = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f"<w:document {names}><w:body>{para('&e;')}</w:body></w:document>"
    )
    data = docx(para("甲"), parts={"word/document.xml": xml})
    return uploaded(service, "a.docx", data)


def _asking(service: Service, make: Callable[[str], tuple[str, bytes]]) -> str:
    """Send a file that names another server; tell whether that was asked."""
    with other_server() as (port, calls):
        status = uploaded(service, *make(f"http://127.0.0.1:{port}"))
        time.sleep(0.2)
        return f"{status}, {'asked for' if calls else 'nothing asked for'}"


@tried("a page with pictures, frames, styles of another server")
def _(service: Service) -> str:
    def make(there: str) -> tuple[str, bytes]:
        page = (
            f'<html><head><base href="{there}"><link rel="stylesheet" href="{there}/a">'
            f'<meta http-equiv="refresh" content="0;url={there}"></head><body><p>一、'
            f'</p><img src="{there}/b"><iframe src="{there}/c"></iframe></body>'
        )
        return "a.html", page.encode()

    return _asking(service, make)


@tried("a DOCX with a template and pictures of another server")
def _(service: Service) -> str:
    def make(there: str) -> tuple[str, bytes]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships">'
            + "".join(
                f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{there}/a" '
                'TargetMode="External"/>'
                for name in ("attachedTemplate", "image", "header", "styles", "aFChunk")
            )
            + "</Relationships>"
        )
        parts = {"word/_rels/document.xml.rels": relations}
        return "a.docx", docx(para("一、任务"), parts=parts)

    return _asking(service, make)


# -------------------------------------------------------------------------------- sizes


@tried("a DOCX of 400 MiB packed into 400 KiB")
def _(service: Service) -> str:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        with out.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * MIB)
    assert len(buffer.getvalue()) < MIB
    return uploaded(service, "a.docx", buffer.getvalue())


@tried("twenty texts of 30 MB packed into 600 KB")
def _(service: Service) -> str:
    return uploaded(service, "a.zip", archive_of_zeros())


@tried("an archive in an archive, ten deep")
def _(service: Service) -> str:
    return uploaded(service, "a.zip", archive_in_archive())


@tried("a text of a million characters and one")
def _(service: Service) -> str:
    return uploaded(service, "a.txt", b"a" * 1_000_001)


@tried("a body said to have 1 GB")
def _(service: Service) -> str:
    head = (
        f"POST /api/outline HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 1000000000\r\n\r\n"
    )
    return raw(service.talk(head.encode()))


@tried("a body of 1 GB that does not say so")
def _(service: Service) -> str:
    # It comes until it is refused, as fast as it is taken.
    head = (
        f"POST /api/outline HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    piece = b"a" * MIB
    with socket.create_connection(("127.0.0.1", service.port), 60) as connection:
        connection.sendall(head.encode() + b"%x\r\n%s\r\n" % (len(begin), begin))
        connection.settimeout(0.01)
        answer, sent_pieces = b"", 0
        while not answer and sent_pieces < 1000:
            with contextlib.suppress(TimeoutError):
                connection.settimeout(60)
                try:
                    connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                except ConnectionError:
                    break
                sent_pieces += 1
                connection.settimeout(0.005)
                answer = connection.recv(65536)
        connection.settimeout(10)
        return raw(answer + received(connection))


@tried("a form of 1,000 fields")
def _(service: Service) -> str:
    headers, body = form({f"f{at}": "甲" for at in range(1000)})
    return said(*sent(service, body=body, headers=headers))


@tried("a form without its end")
def _(service: Service) -> str:
    headers, body = form({"file": ("a.txt", PLAN.encode())})
    return said(*sent(service, body=body[:60], headers=headers))


@tried("JSON nested 100,000 deep")
def _(service: Service) -> str:
    headers = {"Content-Type": "application/json"}
    return said(*sent(service, body=b"[" * 100_000, headers=headers))


# ------------------------------------------------------------------------------- clocks


def _dripped(service: Service, *pieces: bytes) -> str:
    """Send pieces slowly until there is an answer or the end."""
    with socket.create_connection(("127.0.0.1", service.port), 60) as connection:
        connection.settimeout(0.1)
        for piece in pieces:
            try:
                connection.sendall(piece)
                answer = connection.recv(65536)
            except TimeoutError:
                continue
            except ConnectionError:
                return "closed"
            # The head of an answer may come before its body.
            connection.settimeout(60)
            return raw(answer + received(connection))
    return "still open"


@tried("a head that never ends, a byte at a time")
def _(service: Service) -> str:
    return _dripped(service, b"GET / HTTP/1.1\r\nX-A: ", *[b"a"] * 100)


@tried("a head of 1 MB")
def _(service: Service) -> str:
    return raw(service.talk(b"GET / HTTP/1.1\r\nX-A: " + b"a" * MIB))


@tried("a body that comes a byte at a time")
def _(service: Service) -> str:
    head = (
        f"POST /api/outline HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    )
    return _dripped(service, head.encode(), *[b" "] * 100)


@tried("a client that does not take its answer")
def _(service: Service) -> str:
    # Little work, and more in return than the buffers of a connection hold.
    headers, body = form({"text": "一、甲\n" * 25_000})
    head = f"POST /api/document HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
    head += "".join(f"{name}: {word}\r\n" for name, word in headers.items())
    head += f"Content-Length: {len(body)}\r\n\r\n"
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60)
        connection.connect(("127.0.0.1", service.port))
        connection.sendall(head.encode() + body)
        answer = connection.recv(2000)
        time.sleep(LIMITS["answer_seconds"] + 1)
        answer += received(connection)
    length = re.search(rb"content-length: (\d+)", answer)
    assert length is not None, answer[:3000]
    whole = len(answer.partition(b"\r\n\r\n")[2]) == int(length[1])
    return "all of it came" if whole else "closed"


@tried("work that takes longer than its time")
def _(service: Service) -> str:
    with running(seconds=0.3) as hasty:
        headers, body = form({"text": PLAN * 12_000})
        answer = said(*sent(hasty, "/api/view", body, headers))
        headers, body = form({"text": PLAN})
        assert said(*sent(hasty, "/api/outline", body, headers)) == "200"
        return answer


@tried("work that takes more memory than there is")
def _(service: Service) -> str:
    if sys.platform != "linux":
        pytest.skip("no other platform is known to limit the address space")
    with running(max_memory=160 * MIB) as small:
        headers, body = form({"text": PLAN * 15_000})
        answer = said(*sent(small, "/api/view", body, headers))
        headers, body = form({"text": PLAN})
        assert said(*sent(small, "/api/outline", body, headers)) == "200"
        return answer


# ----------------------------------------------------------------------------- who asks


@tried("a wrong Host: `evil.example`")
def _(service: Service) -> str:
    return said(*sent(service, "/", headers={"Host": "evil.example"}, method="GET"))


@tried("a Host of another name at the right port")
def _(service: Service) -> str:
    body, headers = plan(Host=f"127.0.0.1.evil.example:{service.port}")
    return said(*sent(service, body=body, headers=headers))


@tried("two Hosts")
def _(service: Service) -> str:
    words = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    return raw(service.talk(words))


@tried("HTTP/1.0 without a Host")
def _(service: Service) -> str:
    return raw(service.talk(b"GET / HTTP/1.0\r\n\r\n"))


def _from(service: Service, **headers: str) -> str:
    """What a request with some headers gets; without them it is answered."""
    body, sound = plan(Origin=f"http://127.0.0.1:{service.port}")
    assert said(*sent(service, body=body, headers=sound)) == "200"
    body, bad = plan(**headers)
    return said(*sent(service, body=body, headers=bad))


@tried("a POST from another page (`Origin: https://evil.example`)")
def _(service: Service) -> str:
    return _from(service, Origin="https://evil.example")


@tried("a POST from a sandbox (`Origin: null`)")
def _(service: Service) -> str:
    return _from(service, Origin="null")


@tried("a POST from another port of this machine")
def _(service: Service) -> str:
    return _from(service, Origin="http://127.0.0.1:9")


@tried("a POST across sites without Origin (`Sec-Fetch-Site: cross-site`)")
def _(service: Service) -> str:
    return _from(service, Sec_Fetch_Site="cross-site")


# ------------------------------------------------------------------------------- places


@contextlib.contextmanager
def held(service: Service, count: int) -> Iterator[None]:
    """Hold so many places: requests whose bodies do not come to an end."""
    head = (
        f"POST /api/outline HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    )
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", service.port), 60)
            stack.enter_context(connection)
            connection.sendall(head.encode())
        time.sleep(0.3)
        yield


@tried("more at once than work and wait")
def _(service: Service) -> str:
    body, headers = plan()
    with held(service, 4):
        response, data = sent(service, body=body, headers=headers)
    assert int(response.headers["Retry-After"]) > 0
    time.sleep(0.3)
    assert said(*sent(service, body=body, headers=headers)) == "200"
    return f"{said(response, data)}, Retry-After"


@tried("requests whose senders go away")
def _(service: Service) -> str:
    for _ in range(3):
        with held(service, 4):
            pass
    time.sleep(0.3)
    body, headers = plan()
    assert said(*sent(service, body=body, headers=headers)) == "200"
    return "their places are free again"


@tried("another method: `PUT`, `DELETE`, `TRACE`")
def _(service: Service) -> str:
    methods = ("PUT", "DELETE", "TRACE")
    (answer,) = {said(*sent(service, "/", method=method)) for method in methods}
    return answer


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_one_who_is_refused_in_the_middle_is_told(
    headers: dict[str, str], service: Service
) -> None:
    """What is on its way is taken, or the connection would end without an answer."""
    head, body = form({"file": ("a.txt", bytes(8 * MIB))})
    with held(service, 4):
        answer = said(*sent(service, body=body, headers=head | headers))
    assert answer == ("403 origin" if headers else "503 busy")


# -------------------------------------------------------------------------- the process


def children(process: int) -> list[int]:
    """The processes that a process started."""
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("needs /proc")
    return [int(word) for word in path.read_text(encoding="ascii").split()]


def test_nothing_is_left_when_it_ends() -> None:
    """Its workers end with it, by whatever signal it ends."""
    for signal in ("terminate", "kill"):
        with running() as service:
            workers = children(service.process.pid)
            assert len(workers) == 2
            getattr(service.process, signal)()
            service.process.wait(30)
            end = time.monotonic() + 20
            while any(Path(f"/proc/{worker}").exists() for worker in workers):
                assert time.monotonic() < end, signal
                time.sleep(0.05)


def test_a_request_under_way_is_answered_when_it_ends() -> None:
    """One whose body is still on its way, too."""
    headers, body = form({"text": PLAN})
    with running() as service:
        head = f"POST /api/outline HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        head += f"Content-Type: {headers['Content-Type']}\r\n"
        head += f"Content-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", service.port), 60) as connection:
            connection.sendall(head.encode() + body[:20])
            time.sleep(0.5)
            service.process.terminate()
            time.sleep(0.5)
            connection.sendall(body[20:])
            assert raw(received(connection)) == "200"
        with pytest.raises(ConnectionError):
            socket.create_connection(("127.0.0.1", service.port), 60)


# Looks at every file that is opened for writing while requests are answered.
WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def look(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        if (arguments[2] or 0) & WRITING and arguments[0] != os.devnull:
            print("written", arguments[0], file=sys.stderr, flush=True)
    elif event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        print("written", arguments, file=sys.stderr, flush=True)
sys.addaudithook(look)
"""
IN_PROCESS = """
from starlette.testclient import TestClient
from cnpolicy.service.app import create_app
from cnpolicy.service.workers import pool, work
from cnpolicy.service.operations import OPERATIONS
data = sys.stdin.buffer.read()
async def run(self, job):
    return work.perform(job, 10_000_000)
pool.Pool.run = run
app = create_app()
client = TestClient(app, base_url="http://127.0.0.1:8765")
for name, one in OPERATIONS.items():
    files = [("file", ("规划.docx", data))] * one.least
    answer = client.post(f"/api/{name}", files=files)
    print(name, answer.status_code)
"""


def test_nothing_is_written_to_disk() -> None:
    """Neither an upload beyond the usual limit of memory nor an answer."""
    pytest.importorskip("docx")
    noise = {"word/media/1.bin": bytes(3 * MIB)}
    lines = "".join(para(line) for line in PLAN.split("\n") if line)
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH + IN_PROCESS],
        input=_stored(docx(lines, parts=noise)),
        capture_output=True,
        env=environment(),
        check=True,
        timeout=120,
    )
    assert {line.split()[1] for line in done.stdout.splitlines()} == {b"200"}
    assert b"written" not in done.stderr, done.stderr.decode()


def _stored(data: bytes) -> bytes:
    """An archive without packing, of its full size."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()
