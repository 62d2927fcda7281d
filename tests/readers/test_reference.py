"""The readers on the reference documents: what the annotations name stands in the text, as a line of its own."""

import json
import re
from pathlib import Path

import pytest

from vbparse.readers.open import open_source

from .checks import check_lines, check_raw, texts

NAMES = [
    "real/004.docx",
    "real/012.docx",
    "real/014.docx",
    "real/020.docx",
    "real/021.docx",
    "real/048.docx",
    "real/029.md",
]
SEEDS = ["000", "001", "002", "003", "004"]


def find(shared: Path, name: str) -> tuple[Path, dict]:
    if name in SEEDS:
        (path,) = (shared / "seeds").glob(f"{name}_*.txt")
        return path, json.loads((shared / "gold" / f"{path.stem}.json").read_text("utf-8"))
    path = shared / name
    return path, json.loads((path.parent / "gold" / f"{path.stem}.json").read_text("utf-8"))


def bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text).lower()


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES + SEEDS)
def test_nodes_recipients_and_signatures_are_lines(shared: Path, name: str) -> None:
    path, gold = find(shared, name)
    data = path.read_bytes()
    source = open_source(data, path.name)
    check_lines(source)
    if path.suffix in {".txt", ".md"}:
        check_raw(source, data.decode("utf-8-sig"))
    lines = [bare(line) for line in texts(source)]
    whole = "".join(lines)
    nodes = [*gold["nodes"], *(node for part in gold.get("attachments", []) for node in part["nodes"])]
    for _, label, start in nodes:
        label = label.split("/")[-1]
        assert any(re.match(f"(?:điều|phần|mục)?{bare(label)}{re.escape(bare(start))}", line) for line in lines) or (
            bare(label + start) in whole
        ), (label, start)
    for recipient, _ in gold["recipients"]:
        assert any(bare(recipient) in line for line in lines), recipient
    for signature in gold["signatures"]:
        assert bare(signature["name"]) in lines or any(line.endswith(bare(signature["name"])) for line in lines)
        for words in (signature["authority"] or "").split("\n"):
            assert bare(words) in whole
