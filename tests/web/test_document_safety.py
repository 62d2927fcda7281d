"""Documents that try to be more than text: nothing of them becomes part of a page, let alone runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from archive import papers
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.schema import Document
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.conftest import ADDRESS
from web.pages import Element, read
from web.serving import serving

POISON = (
    "</p></script><script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload=window.hacked=1>",
    "javascript:window.hacked=1",
    "{{7*7}} {% raw %} ${7*7} &lt;b&gt; &#x3c;script&#x3e;",
    "\u202e<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
)
LEFT = ("id", "media_type", "sha256", "schema_version")
DATES = ("date", "start", "end", "recurrence")
CODES = ("text_origin", "charset", "kind", "level", "evidence", "relation", "status", "role", "rule", "bound",
         "purpose_code", "code", "severity")  # fmt: skip
"""Fields of closed vocabularies, which take nothing else."""


def poisoned(value: Any, count: Iterator[int], name: str = "") -> Any:
    """A document as JSON with poison in place of every wording."""
    if isinstance(value, dict):
        return {key: poisoned(one, count, key) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, count, name) for one in value]
    if not isinstance(value, str) or name in (*LEFT, *DATES, *CODES):
        return value
    return POISON[next(count) % len(POISON)]


def hostile() -> Document:
    """A document of which each field is poison, and the text is as well."""
    read = papers.read(
        papers.paper("12", basis=("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;",), title="Việc năm 2023")
    )
    whole = read.model_dump(mode="json")
    whole["anomalies"] = [{"code": "date-blank", "severity": "warning", "message": "y", "span": [0, 40]}]
    whole["source"]["digital_signatures"] = [{"text": "x", "signer": "y", "agency": "z", "time": "t"}]
    whole["urgency"] = whole["secrecy"] = {"text": "MẬT", "span": [0, 5]}
    whole["received"] = {"text": "ĐẾN", "number": "7", "date": "2023-03-12", "office": "x", "span": [0, 5]}
    whole["addressees"] = [{"id": "abc", "name": "x", "span": [2, 9]}]
    whole["attachments"] = [{"id": "abd", "label": "x", "title": "y", "doc_type": "z", "sections": []}]
    length = len(whole["text"])
    bad = poisoned(whole, iter(range(10_000)))
    bad["text"] = ("\n".join(POISON) * (1 + length // 100))[:length]
    bad["source"]["name"] = '"><img src=x onerror=window.hacked=1>.txt'
    return Document.model_validate(bad)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of the document in two versions, with poison in all that people said of it."""
    with papers.made(tmp_path / "archive") as archive:
        document = hostile()
        data = b"poison"
        sha256 = hashlib.sha256(data).hexdigest()
        document.id = document.source.sha256 = sha256
        originals.add(archive.folder, sha256, data)
        other = document.model_copy(deep=True)
        other.id = other.source.sha256 = "1" * 64
        other.text = (other.text or "").replace("7*7", "8*8")
        papers.put(archive, [document, other])
        for one in (document, other):
            archive.correct(one.id, "issued.place", f"{POISON[1]} Hà Trung", by=POISON[0], why=POISON[2])
        archive.mark(document.obligations[0].id, "done", document=document.id, note=POISON[0], by=POISON[1])
        archive.confirm(document.id, by=POISON[0], note=POISON[1])
        archive.restrict(document.id, True, by=POISON[2], why=POISON[3])
    return tmp_path / "archive"


def addresses(folder: Path) -> list[str]:
    """Every page there is of these documents, with what an address can bring along."""
    with Archive(folder) as archive:
        head = next(archive.documents())
        one = archive.document(head.document)
        versions = [quote(version.document) for version in archive.versions(head.document)]
    base = f"/documents/{quote(one.id)}"
    bad = quote(POISON[1])
    paths = ["title.text", "issued.place", "filing", f"obligations.{one.obligations[0].id}.assignees"]
    paths += [f"obligations.{one.obligations[0].id}", f"references.{one.references[0].id}.name"]
    return [
        base,
        f"{base}?field={bad}&obligation={bad}",
        f"{base}?at=0-9999&view=text&confirmed=1",
        f"{base}/history",
        f"{base}/versions",
        *(f"{base}/versions?before={a}&after={b}" for a in versions for b in versions),
        *(f"{base}/edit?path={path}" for path in paths),
        f"{base}/edit?path={bad}",
        f"/documents/{bad}",
        "/queue",
        "/queue?confirmed=1",
        f"/queue?behind={bad}",
    ]


def test_nothing_of_a_document_becomes_part_of_a_page(folder: Path) -> None:
    with TestClient(create_app(Settings(folder)), base_url=ADDRESS) as client:
        for address in addresses(folder):
            answer = client.get(address, headers={"accept": "text/html"})
            assert answer.status_code in (200, 400, 404), (address, answer.text)
            clean(read(answer, answer.status_code), address)
        whole = client.get(addresses(folder)[0], headers={"accept": "text/html"})
        for poison in POISON:
            assert " ".join(poison.split()) in read(whole).words, poison
        assert "49" not in read(client.get(addresses(folder)[1])).one("h1").words


def clean(page: Element, address: str) -> None:
    """Fail where an element or an attribute is there that no template has."""
    assert not page.all("iframe"), address
    for element in page.all():
        assert not [name for name in element.attributes if name.startswith("on")], (address, element)
        assert "style" not in element.attributes, (address, element)
        for name in ("href", "src", "action", "hx-get"):
            where = element.attributes.get(name, "/")
            assert where[:1] in "/?#", (address, element.tag, where)
            assert not where.startswith("//"), (address, where)
    assert all(one.attributes["src"].startswith("/static/") for one in page.all("script")), address
    assert not [one for one in page.all("script") if one.pieces]
    pictures = {one.attributes["src"].partition("?")[0] for one in page.all("img")} - {"/static/icon.svg"}
    assert all(source.startswith("/documents/") for source in pictures), address


def test_nothing_of_a_document_runs(folder: Path, browser: Any) -> None:
    with serving(folder) as server:
        page = browser.new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for address in addresses(folder):
            page.goto(server + address)
            assert page.evaluate("window.hacked") is None, address
        page.goto(server + addresses(folder)[0])
        for link in page.locator("a.edit").all()[:6]:
            link.click()
        page.locator("form.correction").first.wait_for()
        assert page.evaluate("window.hacked") is None
        assert dialogs == []
        page.close()
