"""Uploading over HTTP: what is taken, what is refused, what is told."""

from __future__ import annotations

import io
import json
import struct
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient

from ingest.archives import PLAN
from vbparse import pipeline
from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.background.zips import clean_name
from vbparse.web.settings import MB, Settings
from vbparse.workers.limits import Limits
from vbparse.workers.pool import CalledOffError, Pool
from web.serving import listening

SOON = 60.0
BASE = "http://127.0.0.1:8000"
LIMITS = Limits(SOON, 4096 * MB)
PROBLEM = "application/problem+json"


def plan(number: int) -> bytes:
    """A plan; each number is another document."""
    text = PLAN.format(
        number=number, day=3, month=4, title=f"Kế hoạch {number}", title_low="việc", cited=1, cited_day=2, due=21,
        quarter="I",
    )  # fmt: skip
    return text.encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("uploads") / "kho"


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    """The server with small limits."""
    settings = Settings(folder, upload_bytes=2 * MB, upload_files=5, upload_pages=3, workers=2, limits=LIMITS)
    with TestClient(create_app(settings), base_url=BASE, follow_redirects=False) as client:
        yield client


def packed(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
    return stream.getvalue()


def pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for n in range(pages):
        canvas.drawString(100, 700, f"Page {n}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def send(client: TestClient, *files: tuple[str, bytes]) -> httpx.Response:
    return client.post("/api/v1/jobs", files=[("files", file) for file in files])


def over(client: TestClient, job: str) -> dict[str, dict[str, object]]:
    """What became of each file of a job, by name; waits for the end of its events."""
    text = client.get(f"/api/v1/jobs/{job}/events").text
    assert "event: end\n" in text
    return {file["name"]: file for file in client.get(f"/api/v1/jobs/{job}").json()["files"]}


def refused(answer: httpx.Response, status: int, folder: Path) -> str:
    """The sentence of a refusal; nothing is left of the upload."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    for place in (folder / "uploads").iterdir():
        assert (place / "job.json").exists()
    return str(answer.json()["detail"])


def test_files_are_taken_in_and_told_of(client: TestClient, folder: Path) -> None:
    answer = send(client, ("../../etc/Kế hoạch.txt", plan(1)), ("C:\\Users\\lan\\hong.pdf", b"%PDF-1.4 cut off"))
    assert answer.status_code == 202
    job = answer.json()["id"]
    assert answer.headers["location"] == f"/api/v1/jobs/{job}"
    files = over(client, job)
    assert {name: file["state"] for name, file in files.items()} == {"Kế hoạch.txt": "stored", "hong.pdf": "failed"}
    with Archive(folder) as held:
        (document,) = files["Kế hoạch.txt"]["documents"]
        assert held.document(document).source.name == "Kế hoạch.txt"
        assert held.document(document).number.canonical == "1/KH-UBND"


def test_failed_files_are_tried_again(client: TestClient) -> None:
    job = send(client, ("Kế hoạch.txt", plan(3)), ("hong.pdf", b"%PDF-1.4 cut off")).json()["id"]
    over(client, job)
    answer = client.post(f"/api/v1/jobs/{job}/files/2/retry")
    assert answer.status_code == 200
    assert [file["state"] for file in answer.json()["files"]] == ["stored", "waiting"]
    files = over(client, job)
    assert files["hong.pdf"]["state"] == "failed"
    assert files["hong.pdf"]["reason_vi"]
    assert files["Kế hoạch.txt"]["summaries"][0]["number"] == "3/KH-UBND"
    assert client.post(f"/api/v1/jobs/{job}/retry").status_code == 200
    over(client, job)
    assert client.post(f"/api/v1/jobs/{job}/files/1/retry").status_code == 404
    assert client.post("/api/v1/jobs/none/retry").status_code == 404


def test_what_a_file_is_is_told_from_its_content(client: TestClient) -> None:
    answer = client.post("/api/v1/jobs", files=[("files", ("a.pdf", plan(2), "application/pdf"))])
    files = over(client, answer.json()["id"])
    assert files["a.pdf"]["state"] == "failed"
    assert "plain text" in str(files["a.pdf"]["reason"])
    files = over(client, send(client, ("b.bin", pdf(1))).json()["id"])
    assert files["b.bin"]["state"] == "stored"


def test_a_zip_is_unpacked_without_its_paths(client: TestClient, folder: Path) -> None:
    names = {
        "../../../ngoai.txt": plan(10),
        "/etc/tuyet-doi.txt": plan(11),
        "thư mục/": b"",
        "thư mục/Kế hoạch.txt": plan(12),
        "__MACOSX/._Kế hoạch.txt": b"x",
        ".DS_Store": b"x",
        "trong.zip": packed({"x.txt": plan(13)}),
    }
    files = over(client, send(client, ("bo.zip", packed(names))).json()["id"])
    assert {name: file["state"] for name, file in files.items()} == {
        "ngoai.txt": "stored", "tuyet-doi.txt": "stored", "Kế hoạch.txt": "stored", "trong.zip": "failed",
    }  # fmt: skip
    assert not list(folder.parent.rglob("ngoai.txt"))


def test_a_docx_is_no_bundle(client: TestClient, corpus: Path) -> None:
    data = (corpus / "05-duoi-nuoc-so.docx").read_bytes()
    files = over(client, send(client, ("khong-duoi", data)).json()["id"])
    assert {name: file["state"] for name, file in files.items()} == {"khong-duoi": "stored"}


def test_names_in_a_zip_without_the_utf8_flag(client: TestClient) -> None:
    data = bytearray(packed({"Kế hoạch ô.txt": plan(20)}))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + 7] &= ~0x08
    data[central + 9] &= ~0x08
    assert "Kế hoạch ô.txt" in over(client, send(client, ("a.zip", bytes(data))).json()["id"])


def test_an_encrypted_file_in_a_zip_is_told(client: TestClient) -> None:
    data = bytearray(packed({"kin.txt": plan(21)}))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    files = over(client, send(client, ("a.zip", bytes(data)), ("b.txt", plan(22))).json()["id"])
    assert files["kin.txt"]["state"] == "failed"
    assert "password" in str(files["kin.txt"]["reason"])
    assert files["b.txt"]["state"] == "stored"


def test_a_damaged_file_in_a_zip_is_told(client: TestClient) -> None:
    data = bytearray(packed({"a.txt": plan(23), "b.txt": plan(24)}, zipfile.ZIP_STORED))
    data[data.index("xây dựng".encode())] ^= 0xFF
    files = over(client, send(client, ("a.zip", bytes(data))).json()["id"])
    assert files["a.txt"]["state"] == "failed"
    assert files["b.txt"]["state"] == "stored"


def test_a_zip_that_unpacks_to_too_much_is_refused(client: TestClient, folder: Path) -> None:
    told = refused(send(client, ("a.zip", packed({"a.txt": bytes(3 * MB)}))), 413, folder)
    assert "larger" in told


def test_a_zip_that_lies_about_its_sizes_is_refused(client: TestClient, folder: Path) -> None:
    data = bytearray(packed({"a.txt": bytes(3 * MB)}))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 1000)
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 22, 1000)
    answer = send(client, ("a.zip", bytes(data)))
    if answer.status_code == 202:  # zipfile reads as much as was said, and finds that it is not whole
        assert over(client, answer.json()["id"])["a.txt"]["state"] == "failed"
    else:
        refused(answer, 413, folder)


def test_files_that_are_too_many_are_refused(client: TestClient, folder: Path) -> None:
    refused(send(client, *((f"{n}.txt", b"x") for n in range(6))), 413, folder)
    refused(send(client, ("a.zip", packed({f"{n}.txt": b"x" for n in range(6)}))), 413, folder)
    four = [(f"{n}.txt", b"x") for n in range(4)]
    refused(send(client, *four, ("a.zip", packed({"a": b"x", "b": b"x"}))), 413, folder)


def test_an_upload_that_is_too_large_is_refused(client: TestClient, folder: Path) -> None:
    refused(send(client, ("a.txt", bytes(4 * MB))), 413, folder)
    refused(send(client, ("a.txt", b"x" * (MB + 1)), ("b.txt", b"x" * MB)), 413, folder)

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(64):
            yield bytes(MB)

    kind = {"content-type": "multipart/form-data; boundary=x"}
    refused(client.post("/api/v1/jobs", content=endless(), headers=kind), 413, folder)


def test_pages_that_are_too_many_are_refused(client: TestClient, folder: Path) -> None:
    assert "3 pages" in refused(send(client, ("a.pdf", pdf(2)), ("b.pdf", pdf(2))), 413, folder)


def test_requests_without_files_are_refused(client: TestClient, folder: Path) -> None:
    refused(client.post("/api/v1/jobs", data={"files": "x"}), 415, folder)
    refused(client.post("/api/v1/jobs", files={"files": ("", b"")}), 422, folder)
    refused(send(client, ("a.zip", packed({}))), 422, folder)
    broken = client.post("/api/v1/jobs", content=b"--y", headers={"content-type": "multipart/form-data"})
    refused(broken, 400, folder)


def test_jobs_are_listed_newest_first(client: TestClient) -> None:
    made = [send(client, (f"{n}.txt", plan(30 + n))).json()["id"] for n in range(3)]
    for job in made:
        over(client, job)
    first = client.get("/api/v1/jobs", params={"limit": 1}).json()
    second = client.get("/api/v1/jobs", params={"limit": 100, "cursor": first["next"]}).json()
    listed = [job["id"] for job in first["jobs"] + second["jobs"]]
    assert listed[:3] == made[::-1]
    assert len(listed) == len(set(listed))
    assert second["next"] is None
    assert client.get("/api/v1/jobs/khong-co").status_code == 404
    assert client.get("/api/v1/jobs/khong-co/events").status_code == 404
    assert client.post("/api/v1/jobs/khong-co/cancel").status_code == 404


def read_events(text: str) -> list[tuple[int | None, str, dict[str, object]]]:
    """Number, kind and value of each event."""
    found = []
    for block in text.strip().split("\n\n"):
        told = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in told:
            found.append((int(told["id"]) if "id" in told else None, told["event"], json.loads(told["data"])))
    return found


def test_events_tell_each_file_and_end(client: TestClient) -> None:
    job = send(client, ("a.txt", plan(40)), ("b.txt", plan(41))).json()["id"]
    answer = client.get(f"/api/v1/jobs/{job}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = read_events(answer.text)
    assert events[-1][1] == "end"
    assert events[-1][2]["state"] == "done"
    last = {value["name"]: value["state"] for _, kind, value in events if kind == "file"}
    assert last == {"a.txt": "stored", "b.txt": "stored"}
    numbers = [number for number, _, _ in events if number is not None]
    assert numbers == sorted(numbers)
    again = client.get(f"/api/v1/jobs/{job}/events", headers={"Last-Event-ID": str(numbers[-1])})
    assert (again.status_code, again.text) == (204, "")
    since = client.get(f"/api/v1/jobs/{job}/events", headers={"Last-Event-ID": str(numbers[-1] - 2)}).text
    told = [value["seq"] for _, kind, value in read_events(since) if kind == "file"]
    assert told
    assert min(told) == numbers[-1] - 1  # what changed before is not told again
    odd = client.get(f"/api/v1/jobs/{job}/events", headers={"Last-Event-ID": "9" * 5}).text
    assert len(read_events(odd)) == 3


def test_parse_gives_the_documents_and_keeps_nothing(client: TestClient, folder: Path, corpus: Path) -> None:
    path = corpus / "22-tap-van-ban-benh-dai.pdf"
    with Archive(folder) as held:
        before = held.store.document_ids()
    answer = client.post("/api/v1/parse", files={"file": (path.name, path.read_bytes())})
    assert answer.status_code == 200
    wanted = [json.loads(document.model_dump_json()) for document in pipeline.parse_parts(path)]
    assert len(wanted) > 1
    assert answer.json() == wanted
    with Archive(folder) as held:
        assert held.store.document_ids() == before
    refused(client.post("/api/v1/parse", files={"file": ("a.pdf", b"%PDF-1.4 cut off")}), 422, folder)
    refused(client.post("/api/v1/parse", files=[("file", ("a", plan(1))), ("file", ("b", plan(2)))]), 422, folder)


def test_the_page_takes_a_plain_form(client: TestClient) -> None:
    token = client.get("/upload").text.partition('name="csrf" value="')[2].partition('"')[0]
    sent = [("files", ("trang.txt", plan(50))), ("files", ("gãy.pdf", b"%PDF-1.7 cut off"))]
    answer = client.post("/upload", data={"csrf": token}, files=sent)
    assert answer.status_code == 303
    over(client, answer.headers["location"].rpartition("/")[2])
    shown = client.get(answer.headers["location"]).text
    assert "trang.txt" in shown
    assert "đã lưu" in shown
    assert 'href="/documents/' in shown
    listed = client.get("/upload").text
    assert answer.headers["location"] in listed
    assert "gãy.pdf" in listed.partition('id="failures"')[2]
    english = client.get(answer.headers["location"], headers={"cookie": "language=en"}).text
    assert "stored" in english


def test_names_are_escaped_on_the_pages(client: TestClient) -> None:
    name = '"><img src=x onerror=alert(1)>.pdf'
    files = client.post(
        "/api/v1/jobs",
        content=b'--x\r\nContent-Disposition: form-data; name="files"; filename="\\"><img src=x onerror=alert(1)>.pdf"'
        b"\r\n\r\n%PDF-1.4 cut off\r\n--x--\r\n",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    job = files.json()["id"]
    assert list(over(client, job)) == [name]
    for page in ("/upload", f"/jobs/{job}"):
        text = client.get(page).text
        assert "<img src=x" not in text
        assert "&lt;img" in text


def test_readers_parse_and_see_no_uploads(tmp_path: Path) -> None:
    """And what they send is not read before they are refused."""
    app = create_app(Settings(tmp_path / "kho", host="0.0.0.0", names=("kho.example",), upload_bytes=MB))
    _, reader = app.state.accounts.tokens.make("máy đọc", "reader")
    _, editor = app.state.accounts.tokens.make("máy quét", "editor")
    with TestClient(app, base_url="http://kho.example:8000", follow_redirects=False) as client:
        as_reader, as_editor = ({"authorization": f"Bearer {secret}"} for secret in (reader, editor))
        files = {"files": ("a.txt", plan(1))}
        assert client.post("/api/v1/jobs", files=files).status_code == 401
        assert client.post("/api/v1/jobs", files=files, headers=as_reader).status_code == 403
        assert client.post("/api/v1/jobs", files={"files": ("a", b"%")}, headers=as_reader).status_code == 403
        job = client.post("/api/v1/jobs", files=files, headers=as_editor).json()
        assert job["by"] == "máy quét"
        for path in ("/api/v1/jobs", f"/api/v1/jobs/{job['id']}", f"/api/v1/jobs/{job['id']}/events", "/upload"):
            assert client.get(path, headers=as_reader).status_code == 403
        for path in (f"/api/v1/jobs/{job['id']}/cancel", f"/api/v1/jobs/{job['id']}/resume"):
            assert client.post(path, headers=as_reader).status_code == 403
        parsed = client.post("/api/v1/parse", files={"file": ("a.txt", plan(1))}, headers=as_reader)
        assert parsed.json()[0]["number"]["canonical"] == "1/KH-UBND"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\a.doc", "a.doc"),
        ("..", "khong-ten"),
        ("", "khong-ten"),
        ("a/", "khong-ten"),
        (".pdf", "pdf"),
        ("a\x00\n b\u202e.pdf", "a b.pdf"),
        ("Kế hoạch.docx", "Kế hoạch.docx"),
        ("ế" * 100 + ".pdf", "ế" * 58 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, wanted: str) -> None:
    assert clean_name(given) == wanted


def test_listeners_hold_no_thread_and_may_leave(tmp_path: Path) -> None:
    """More listeners than the server has threads: others are answered all the same, and the server ends though some
    stay."""
    limits = httpx.Limits(max_connections=100)
    with listening() as (listener, port), ExitStack() as left:
        app = create_app(Settings(tmp_path / "kho", port=port, workers=1))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        client = left.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=SOON))
        occupied = threading.Event()
        busy = threading.Thread(target=occupy, args=(app.state.workers.parsing, occupied))
        busy.start()
        occupied.wait(SOON)
        job = client.post("/api/v1/jobs", files={"files": ("a.txt", plan(1))}).json()["id"]
        address = f"/api/v1/jobs/{job}/events"
        with ExitStack() as listeners:
            for _ in range(60):
                assert listeners.enter_context(client.stream("GET", address)).status_code == 200
            assert client.get("/api/v1/health").status_code == 200
        assert client.get(f"/api/v1/jobs/{job}").json()["state"] == "running"
        left.enter_context(client.stream("GET", address))
        server.should_exit = True
        thread.join(SOON)
        assert not thread.is_alive()
        busy.join(SOON)
    assert len(list((tmp_path / "kho" / "uploads").glob("*/1"))) == 1  # it waits for the next start


def occupy(pool: Pool, occupied: threading.Event) -> None:
    """Keep the one worker of a pool at work until the pool is closed."""
    with suppress(CalledOffError):
        pool.call(time.sleep, 600, seconds=600, begun=occupied.set)
