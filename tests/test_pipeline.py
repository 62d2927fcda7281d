"""The door: what may be parsed, what it is called, what each stage shows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import get_args

import pytest

import bundles
from fakes import PLAN
from vbparse import __version__, parse, parse_parts, read
from vbparse.errors import InputError
from vbparse.pipeline import Stage, describe_stage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch 12.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_a_path_its_name_bytes_and_text_give_the_same(file: Path) -> None:
    by_path = parse(file).model_dump_json()
    assert parse(str(file)).model_dump_json() == by_path
    assert parse(file.read_bytes(), name=file.name).model_dump_json() == by_path
    assert parse(PLAN, name=file.name).model_dump_json() == by_path


def test_what_is_said_of_the_source(file: Path) -> None:
    document = parse(file)
    source, data = document.source, PLAN.encode()
    assert document.id == source.sha256 == hashlib.sha256(data).hexdigest()
    assert (source.name, source.size, source.media_type, source.text_origin) == (
        file.name,
        len(data),
        "text/plain",
        "plain",
    )
    assert (source.producer, source.pages, document.schema_version) == (f"vbparse {__version__}", None, "1.1")


@pytest.mark.parametrize(
    ("given", "name", "called"),
    [(PLAN, None, "-"), (PLAN, "x.txt", "x.txt"), (PLAN.encode(), None, "-"), (b"a", "b", "b")],
)
def test_the_name_of_what_has_none(given: str | bytes, name: str | None, called: str) -> None:
    assert parse(given, name=name).source.name == called


def test_a_name_of_ones_own_for_a_path(file: Path) -> None:
    assert parse(file, name="12.txt").source.name == "12.txt"


@pytest.mark.parametrize(
    "text", ["Kế hoạch trồng cây", "Xem kế hoạch.txt\nvà phụ lục", "kế hoạch.xyz", "a" * 2000 + ".txt"]
)
def test_text_that_is_no_path(text: str) -> None:
    assert parse(text).text == text


@pytest.mark.parametrize("missing", ["plan.txt", "plan.PDF", "no/such/plan.docx"])
def test_a_missing_file_is_an_error_of_the_call(missing: str, tmp_path: Path) -> None:
    for given in (missing, Path(missing)):
        with pytest.raises(InputError, match=f"^{missing}: there is no such file; "):
            parse(given)
    with pytest.raises(InputError, match="cannot be read"):
        parse(tmp_path)


def test_several_documents_are_no_one_document(tmp_path: Path) -> None:
    text = bundles.letter(7) + bundles.plan(8)
    assert [d.number.number for d in parse_parts(text) if d.number] == ["7", "8"]
    assert [d.model_dump_json() for d in parse_parts(PLAN)] == [parse(PLAN).model_dump_json()]
    for given, name in ((text, "-"), (text.encode(), "tap.txt")):
        with pytest.raises(InputError, match=f"^{name}: holds 2 documents; use vbparse.parse_parts"):
            parse(given, name=name)


def test_read_gives_text_and_lines(file: Path) -> None:
    source = read(file)
    assert source.text.value == parse(file).text
    assert [source.text[line.span] for line in source.lines] == [x.strip() for x in PLAN.split("\n") if x.strip()]


def test_the_stages_of_a_plan() -> None:
    lines, blocks, outline = (describe_stage(PLAN.encode(), "plan.txt", x) for x in get_args(Stage))
    assert lines[0] == {"text": "ỦY BAN NHÂN DÂN", "span": [0, 15]}
    assert [(row["kind"], row["text"]) for row in blocks if row.get("label") == "I"] == [("paragraph", "I. MỤC ĐÍCH")]
    assert [row["kind"] for row in blocks if row["text"].startswith("- ")] == ["bullet"] * 6
    assert [(row["in"], row["kind"], row["level"], row["path"], row["heading"]) for row in outline] == [
        ("body", "preamble", 1, None, None), ("body", "opening", 1, None, None),
        ("body", "section", 1, "I", "MỤC ĐÍCH"),
        ("body", "section", 1, "II", "THỜI GIAN"), ("body", "section", 1, "III", "TỔ CHỨC THỰC HIỆN"),
        ("body", "clause", 2, "III.1", "Công chức Địa chính - Xây dựng"), ("body", "clause", 2, "III.2", None),
    ]  # fmt: skip


def test_rows_of_a_stage_hold_their_text_and_are_json() -> None:
    text = read(PLAN).text
    for name in get_args(Stage):
        rows = describe_stage(PLAN.encode(), "plan.txt", name)
        assert json.loads(json.dumps(rows)) == rows
        if name != "outline":
            assert [row["text"] for row in rows] == [text.words((row["span"][0], row["span"][1])) for row in rows]


def test_the_outline_tells_attachments_apart() -> None:
    rows = describe_stage(f"{PLAN}\nPHỤ LỤC I\nDANH SÁCH\n\n1. Thôn An.\n".encode(), "plan.txt", "outline")
    assert [(row["path"], row["text"]) for row in rows if row["in"] == "PHỤ LỤC I"] == [("1", "1. Thôn An.")]
