"""An archive in memory, its rows written by hand: documents, references and phases as the store leaves them; and a plan
as text, to go the whole way."""

from __future__ import annotations

import json
import sqlite3
from datetime import date as calendar
from importlib.resources import files
from typing import Any

from vbparse.archive.index import keys
from vbparse.edtf import parse_interval

TABLES = files("vbparse.archive").joinpath("migrations", "0001.sql").read_text("utf-8")
PLAN = """ỦY BAN NHÂN DÂN
{unit}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/KH-UBND

{place}, ngày {day} tháng {month} năm 2023

KẾ HOẠCH
{title}

Thực hiện {cited}, Ủy ban nhân dân xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

Bảo đảm kịp thời, đúng quy định.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lường Văn Piêng
"""


def connect() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.executescript(TABLES)
    return db


def hold(db: sqlite3.Connection, document: str, canonical: str | None, date: str | None, **said: Any) -> None:
    """Hold a document of the Ủy ban nhân dân of `unit`; `canonical` like 42/KH-UBND."""
    unit = said.pop("unit", "xã suối dền")
    number, symbol = parts(canonical)
    days = parse_interval(date)
    first, last = (days.first, days.last) if days else (None, None)
    count = db.execute("SELECT count(*) FROM heads").fetchone()[0]
    values = {
        "row": ((first or calendar.min).toordinal() << 22) + count,
        "document": document,
        "work": document,
        "current": 1,
        "name": f"{document}.docx",
        "doc_type": symbol.partition("-")[0] if symbol else "KH",
        "canonical": canonical,
        "date": date,
        "first_day": str(first) if first else None,
        "last_day": str(last) if last else None,
        "issuer": f"Ủy ban nhân dân {unit}",
        "issuer_core": "ủy ban nhân dân",
        "issuer_unit": unit,
        "number_key": keys.number_key(number, symbol),
        **said,
    }
    values["title_key"] = keys.title_key(values["doc_type"], values.get("title"))
    insert(db, "heads", values)


def cite(db: sqlite3.Connection, document: str, canonical: str | None, **said: Any) -> None:
    """Hold a reference: `to` the work that it is resolved to, `wanted` the key of a missing one, else `candidates`."""
    head = db.execute("SELECT row FROM heads WHERE document = ?", (document,)).fetchone()["row"]
    count = db.execute("SELECT count(*) FROM refs WHERE document = ?", (document,)).fetchone()[0]
    to, key = said.pop("to", None), said.get("wanted")
    number, symbol = parts(canonical)
    values = {
        "row": (head << 13) + count,
        "document": document,
        "id": f"{document}-{count}",
        "head": head,
        "canonical": canonical,
        "symbol": symbol,
        "relation": "cites",
        "start": 100 * count,
        "number_key": keys.number_key(number, symbol),
        "status": "resolved" if to else "missing" if key else "ambiguous",
        "resolved": to,
        **said,
        "candidates": json.dumps(said.get("candidates", [])),
        "disagrees": json.dumps(said.get("disagrees", [])),
    }
    insert(db, "refs", values)


def phase(db: sqlite3.Connection, document: str, label: str, start: str | None, end: str | None, section: str) -> None:
    head = db.execute("SELECT row FROM heads WHERE document = ?", (document,)).fetchone()["row"]
    first, last = parse_interval(start), parse_interval(end)
    values = {
        "document": document,
        "id": f"{label}{start}{section}",
        "label": label,
        "start": start,
        "end": end,
        "section": section,
        "first_day": str(first.first) if first else None,
        "last_day": str(last.last) if last else None,
        "head": head,
    }
    insert(db, "phases", values)


def parts(canonical: str | None) -> tuple[str | None, str | None]:
    """Số and ký hiệu: 9 and 2019/QĐ-UBND, 26 and NQ/ĐU."""
    cut = next((i for i, letter in enumerate(canonical or "") if letter in "/-"), None)
    return (canonical[:cut], canonical[cut + 1 :]) if canonical and cut else (canonical, None)


def insert(db: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", [*values.values()])
