"""References between documents of one archive, written before there was a resolver: each row of `resolution/` is a
citation with the document it names, or the several it could, or none.

Every document is composed as a text with its letterhead, its citations and its signature, and goes the whole way:
parsed, ingested, resolved. Rows of one document that share a số ký hiệu stand in copies of it, one after the other.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vbparse import parse
from vbparse.archive.store import Store
from vbparse.language.doctypes import name_of_code

SET = Path(__file__).parent / "resolution"
NAMES = {"L": "LUẬT", "NĐ": "NGHỊ ĐỊNH", "TTr": "TỜ TRÌNH"}


@dataclass
class Outcome:
    right: int = 0
    false: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def rows(name: str) -> list[dict[str, str]]:
    with (SET / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def written(row: dict[str, str], wording: str | None) -> str:
    """A document as text; `wording` is what it cites."""
    year, month, *day = row["date"].split("-")
    kind = name_of_code().get(row["doc_type"], NAMES.get(row["doc_type"], "")).upper()
    head = [row["parent"], row["issuer"], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""]
    head += [f"Số: {row['number']}/{row['symbol']}", ""]
    head += [f"{row['place']}, ngày {day[0] if day else '   '} tháng {month} năm {year}", ""]
    letter = row["doc_type"] == "CV"
    if letter:
        head.insert(6, f"V/v {row['title']}")
    body = ["Kính gửi: Các đơn vị liên quan", ""] if letter else [kind, row["title"], ""]
    body += [f"Thực hiện {wording};" if wording else "", "", "Nội dung như sau:", "", "I. MỤC ĐÍCH, YÊU CẦU", ""]
    body += [f"Bảo đảm việc {row['title'].lower()} đúng tiến độ, số thứ tự {row['key']}.", ""]
    end = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", row["signer_authority"], "", row["signer"], ""]
    return "\n".join([*head, *body, *end])


def judge(folder: Path) -> Outcome:
    documents = {row["key"]: row for row in rows("documents.tsv")}
    parsed = {key: parse(written(row, None), name=f"{key}.txt") for key, row in documents.items()}
    key_of = {document.id: key for key, document in parsed.items()}
    outcome = Outcome()
    by_document = defaultdict(list)
    for row in rows("references.tsv"):
        by_document[row["from"]].append(row)
    with Store(folder, create=True) as store:
        with store.writing() as step:
            step.put(list(parsed.values()))
        for key, cited in by_document.items():
            for row in cited:
                citing = parse(written(documents[key], row["wording"]), name=f"{key}.txt")
                # In place of the plain copy, so that the archive holds each document once.
                with store.writing() as step:
                    step.drop(parsed[key].source.sha256)
                    step.put([citing])
                names = key_of | {citing.id: key}
                tell(outcome, row, found(store, citing.id, names))
                with store.writing() as step:
                    step.drop(citing.source.sha256)
                    step.put([parsed[key]])
    return outcome


def found(store: Store, document: str, names: dict[str, str]) -> str:
    """What the first reference of a document was resolved to, in the words of the set."""
    row = store.db.execute(
        "SELECT status, resolved, candidates FROM refs WHERE document = ? ORDER BY start LIMIT 1", (document,)
    ).fetchone()
    if row is None:
        return "unread"
    if row["status"] == "resolved":
        return names[row["resolved"]]
    return row["status"]


def tell(outcome: Outcome, row: dict[str, str], said: str) -> None:
    expected = row["expected"].split()
    line = f"{row['from']}: {row['wording']} → {said}, expected {row['expected']} ({row['why']})"
    if len(expected) == 1 and expected[0] == said:
        outcome.right += 1
    elif said not in ("missing", "ambiguous", "unread"):
        outcome.false.append(line)
    elif len(expected) == 1 and expected[0] != "missing":
        outcome.lost.append(line)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return judge(tmp_path_factory.mktemp("resolution"))


def test_nothing_is_linked_falsely(outcome: Outcome) -> None:
    assert outcome.false == []


def test_nearly_everything_is_found(outcome: Outcome) -> None:
    wanted = sum(len(row["expected"].split()) == 1 and row["expected"] != "missing" for row in rows("references.tsv"))
    assert 1 - len(outcome.lost) / wanted >= 0.97, "\n".join(outcome.lost)
