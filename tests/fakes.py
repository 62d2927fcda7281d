"""Documents made from annotations, so that what reads documents can be tested without parsing any."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from vbparse import schema

PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP

Số: 12/KH-UBND

Tân Lập, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Tổ chức Tháng vệ sinh môi trường năm 2024

Căn cứ Quyết định số 345/QĐ-UBND ngày 20/02/2024 của UBND huyện về bảo vệ môi trường;
Ủy ban nhân dân xã Tân Lập xây dựng kế hoạch như sau:

I. MỤC ĐÍCH
Giữ sạch đường làng, theo Quyết định số 345/QĐ-UBND ngày 20/02/2024 của UBND huyện.

II. THỜI GIAN
- Đợt 1: từ ngày 10/3/2024 đến ngày 20/3/2024.
- Đợt 2: từ ngày 01/4/2024 đến ngày 15/4/2024.

III. TỔ CHỨC THỰC HIỆN
1. Công chức Địa chính - Xây dựng
- Lập danh sách điểm thu gom rác, xong trước ngày 08/3/2024.
2. Công an xã chủ trì, phối hợp với Ban Chỉ huy Quân sự xã bảo đảm trật tự trong các đợt ra quân.

Nơi nhận:
- UBND huyện (để b/c);
- Các thôn (để t/h);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình
"""
"""A plan with something of every field."""

Gold = dict[str, Any]
_RHYTHMS = {
    "yearly": "FREQ=YEARLY",
    "monthly": "FREQ=MONTHLY",
    "weekly": "FREQ=WEEKLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "half-yearly": "FREQ=MONTHLY;INTERVAL=6",
}


def make_document(gold: Gold, name: str = "plan.txt") -> schema.Document:
    """The document that an annotation describes."""
    source = schema.SourceInfo(name=name, media_type="text/plain", sha256="", size=0, text_origin="plain", producer="")
    issuer = gold["issuer"]
    return schema.Document(
        id="",
        text=None,
        source=source,
        doc_type=gold["doc_type"],
        title=schema.Title(text=gold["title"]) if gold["title"] else None,
        number=schema.Number(number=gold["number"], symbol=gold["symbol"]),
        issued=schema.Issued(place=gold["place"], date=gold["issued"]),
        issuer=schema.Issuer(name=issuer, canonical=issuer, evidence="letterhead") if issuer else None,
        addressees=[schema.Named(name=x) for x in gold.get("addressees", [])],
        references=[
            schema.Reference(doc_type=x["type"], canonical=x["number"], **{k: x[k] for k in ("name", "date", "issuer")})
            for x in gold["references"]
        ],
        sections=_tree(gold["nodes"]),
        phases=[_phase(x) for x in gold["phases"]],
        obligations=[_obligation(x) for x in gold["obligations"]],
        recipients=[schema.Recipient(name=x, purpose=y) for x, y in gold["recipients"]],
        filing=gold["filing"],
        signatures=[schema.Signature(name=x["name"], position=x["position"]) for x in gold["signatures"]],
        attachments=[
            schema.Attachment(label=x["label"], title=x["title"], sections=_tree(x.get("nodes", [])))
            for x in gold.get("attachments", [])
        ],
    )


def _tree(nodes: list[list[Any]]) -> list[schema.Section]:
    roots: list[schema.Section] = []
    path: list[schema.Section] = []
    for level, label, heading in nodes:
        section = schema.Section(label=label, kind="section", level=level, heading=heading)
        while path and path[-1].level >= level:
            path.pop()
        (path[-1].children if path else roots).append(section)
        path.append(section)
    return roots


def format_rhythm(rhythm: str) -> str:
    """An annotated rhythm as RRULE."""
    kind, _, on = rhythm.partition(":")
    rule = _RHYTHMS[kind]
    if kind == "yearly" and on:
        month, _, day = on.partition("-")
        rule += f";BYMONTH={int(month)}" + (f";BYMONTHDAY={int(day)}" if day else "")
    elif on:
        rule += f";BYMONTHDAY={on}"
    return rule


def _phase(gold: Gold) -> schema.Phase:
    rhythm = gold["recurrence"]
    return schema.Phase(
        label=gold["label"], start=gold["start"], end=gold["end"], recurrence=format_rhythm(rhythm) if rhythm else None
    )


def _obligation(gold: Gold) -> schema.Obligation:
    return schema.Obligation(
        assignee_text=gold["assignee"],
        assignees=[schema.Body(text=x, name=x) for x in gold["assignees"]],
        cooperating=[schema.Body(text=x, name=x) for x in gold["cooperating"]],
        task=gold["task_starts"],
        due=_due(gold["due"]),
        section=gold.get("section"),
        rule="subject",
    )


def _due(gold: str | None) -> schema.Due | None:
    if not gold or gold == "as-needed":
        return None
    if gold == "continuous":
        return schema.Due(text=gold, ongoing=True)
    if gold[0].isdigit():
        return schema.Due(text=gold, date=f"{gold[:4]}-{int(gold[-1]) + 32}" if "Q" in gold else gold)
    return schema.Due(text=gold, recurrence=format_rhythm(gold))


def damage_document(document: schema.Document, random: Random) -> schema.Document:
    """A copy with items lost, doubled and put out of order, words lost, letters misread, and values of one item given
    to another."""
    data = document.model_dump()
    lists = "references", "phases", "obligations", "recipients", "filing", "signatures", "attachments", "addressees"
    for key in lists:
        data[key] = [x for x in data[key] if random.random() > 0.2]
        data[key] += random.sample(data[key], len(data[key]) // 4)
        random.shuffle(data[key])
    for item in [x for key in ("obligations", "references", "recipients", "signatures", "sections") for x in data[key]]:
        for key in [
            x for x, value in item.items() if isinstance(value, str) and x not in ("relation", "role", "kind", "rule")
        ]:
            if random.random() < 0.15:
                item[key] = " ".join(word for word in item[key].split() if random.random() > 0.3) or "x"
        for key in ("assignees", "cooperating"):
            if item.get(key) and random.random() < 0.3:
                item[key] = random.sample(item[key], random.randint(0, len(item[key])))
    for section in _all_sections(data["sections"]):
        section["heading"] = _misread(section["heading"], random)
    for item in data["obligations"]:
        item["task"] = _misread(item["task"], random)
        if random.random() < 0.2:
            item["due"] = random.choice(data["obligations"])["due"]
    for key in ("number", "issued", "issuer", "title"):
        if random.random() < 0.2:
            data[key] = None
    return schema.Document.model_validate(data)


def _all_sections(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for section in sections:
        yield section
        yield from _all_sections(section["children"])


def _misread(text: str | None, random: Random) -> str | None:
    """A text with some of its consonants exchanged; half of all texts stay as they are."""
    share = random.choice((0, 0, 0.04, 0.1))
    return text and "".join("l" if c in "bcdghiknpt" and random.random() < share else c for c in text)
