"""Papers for tests of the archive: short documents as text, and their way into it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from vbparse import pipeline
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.archive.store import upkeep
from vbparse.schema import Document

TYPES = {"KH": "KẾ HOẠCH", "BC": "BÁO CÁO", "QĐ": "QUYẾT ĐỊNH", "TB": "THÔNG BÁO"}
LOC, VAN = "ỦY BAN NHÂN DÂN HUYỆN NÀ LỘC", "ỦY BAN NHÂN DÂN HUYỆN VÂN KHÊ"
WORK = (
    "Công chức Văn phòng - Thống kê tổng hợp kết quả, báo cáo UBND xã trước ngày 25/3/2023.",
    "Công chức Tài chính - Kế toán cân đối kinh phí thực hiện.",
)
PAPER = """{above}ỦY BAN NHÂN DÂN
{unit}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

{number}{place}, ngày {day:02d} tháng {month:02d} năm {year}

{kind}
{title}

{basis}Ủy ban nhân dân xã xây dựng văn bản này với các nội dung như sau:

I. MỤC ĐÍCH, YÊU CẦU

{aim}

II. TỔ CHỨC THỰC HIỆN

{work}

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{signer}
"""


def paper(
    number: str | None = "12",
    *,
    kind: str = "KH",
    unit: str = "XÃ SUỐI DỀN",
    above: str = "",
    day: tuple[int, int, int] = (2023, 3, 10),
    title: str = "Phòng, chống cháy rừng mùa khô",
    basis: Sequence[str] = (),
    aim: str = "Bảo đảm công việc kịp thời, đúng quy định, không để xảy ra chậm trễ trong quá trình thực hiện.",
    work: Sequence[str] = WORK,
    signer: str = "Lò Thị Nhạn",
) -> bytes:
    """The text of a document; `number` None for a draft, `above` the unit over the one that issues it, `basis` what it
    cites, one paragraph each, `work` what is charged."""
    return PAPER.format(
        above=f"{above}\n" if above else "",
        unit=unit,
        number=f"Số: {number}/{kind}-UBND\n\n" if number else "",
        place=unit.title().replace("Xã ", ""),
        year=day[0],
        month=day[1],
        day=day[2],
        kind=TYPES[kind],
        title=title,
        basis="".join(f"{line}\n\n" for line in basis),
        aim=aim,
        work="\n\n".join(f"{i}. {charge}" for i, charge in enumerate(work, 1)),
        signer=signer,
    ).encode()


def read(data: bytes, name: str = "van-ban.txt") -> Document:
    """A paper as it is parsed."""
    return pipeline.parse_bytes(data, name)


def put(held: Archive, documents: Iterable[Document]) -> None:
    """Take documents in, all in one step, as a run of ingest does."""
    with held.store.writing() as step:
        for document in documents:
            source = document.source
            step.record("ingested", sha256=source.sha256, name=f"/vao/{source.name}", size=source.size)
            step.add_documents([document])


def keep(held: Archive, *papers: bytes) -> list[Document]:
    """Parse papers and take them in with their originals."""
    documents = [read(data, f"{hashlib.sha256(data).hexdigest()[:6]}.txt") for data in papers]
    for document, data in zip(documents, papers, strict=True):
        originals.add(held.folder, document.source.sha256, data)
    put(held, documents)
    return documents


def dump(held: Archive) -> list[str]:
    """All that is held, but for times."""
    return list(upkeep.dump_rows(held.store))


def made(folder: Path) -> Archive:
    """A new archive."""
    return Archive(folder, create=True)
