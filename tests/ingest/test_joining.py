"""Pictures of the pages of one document come in as one document."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from typer.testing import CliRunner

from vbparse.archive.archive import Archive
from vbparse.cli.app import app
from vbparse.web.app import create_app
from vbparse.web.settings import Settings

DARK = 128
SCAN = "24-to-cong-tac-han-man.tiff"


@pytest.fixture(scope="module")
def pages(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The upper and the lower half of a scan, parted where least ink is."""
    folder = tmp_path_factory.mktemp("pages")
    scan = Image.open(corpus / SCAN).convert("L")
    ink = (np.asarray(scan) < DARK).sum(axis=1)
    middle = scan.height // 3
    cut = middle + int(ink[middle : 2 * middle].argmin())
    for n, box in enumerate([(0, 0, scan.width, cut), (0, cut, scan.width, scan.height)], 1):
        scan.crop(box).save(folder / f"trang-{n}.png", dpi=Image.open(corpus / SCAN).info["dpi"])
    return sorted(folder.iterdir())


@pytest.mark.slow
def test_pages_are_one_document_in_the_archive(pages: list[Path], tmp_path: Path) -> None:
    assert len(pages) > 1
    names = [str(page) for page in pages]
    runner = CliRunner()
    done = runner.invoke(app, ["ingest", "--as-one", *names, "--archive", str(tmp_path / "kho")])
    assert done.exit_code == 0, done.output
    with Archive(tmp_path / "kho") as held:
        (head,) = held.documents()
        assert (head.name, head.pages) == ("trang-1.pdf", len(pages))
        assert held.document(head.document).obligations
    again = runner.invoke(app, ["ingest", "--as-one", "--json", *names, "--archive", str(tmp_path / "kho")])
    assert json.loads(again.stdout)["state"] == "held"


def test_what_is_no_picture_is_told(pages: list[Path], corpus: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["parse", "--as-one", str(pages[0]), str(corpus / "06-truong-hoc.pdf")])
    assert done.exit_code == 1
    assert "06-truong-hoc.pdf: is no picture" in done.stderr
    done = CliRunner().invoke(app, ["parse", "--as-one", str(pages[0]), str(tmp_path / "none.png")])
    assert done.exit_code == 1
    assert "none.png: there is no such file" in done.stderr


def test_an_upload_of_pages_is_one_file_of_a_job(pages: list[Path], tmp_path: Path) -> None:
    Archive(tmp_path / "kho", create=True).close()
    with TestClient(create_app(Settings(tmp_path / "kho")), base_url="http://127.0.0.1:8000") as client:
        sent = [("files", (page.name, page.read_bytes())) for page in pages]
        job = client.post("/api/v1/jobs", files=sent, data={"as_one": "true"})
        assert job.status_code == 202
        (file,) = job.json()["files"]
        assert file["name"] == "trang-1.pdf"
        client.post(f"/api/v1/jobs/{job.json()['id']}/cancel")
        wrong = [*sent, ("files", ("a.txt", "Số: 1/KH-UBND".encode()))]
        refused = client.post("/api/v1/jobs", files=wrong, data={"as_one": "true"})
        assert refused.status_code == 422
        assert "a.txt" in refused.json()["detail"]
        apart = client.post("/api/v1/jobs", files=sent).json()
        assert len(apart["files"]) == len(pages)
        client.post(f"/api/v1/jobs/{apart['id']}/cancel")
