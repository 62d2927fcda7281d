"""Archives for tests: small plans written here, and a run of ingest that can be killed."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

from vbparse.archive.archive import Archive
from vbparse.archive.folder import database
from vbparse.archive.store import upkeep
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import Taken, ingest

PLAN = """ỦY BAN NHÂN DÂN
XÃ SUỐI DỀN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/KH-UBND

Suối Dền, ngày {day:02d} tháng {month:02d} năm 2023

KẾ HOẠCH
{title}

Thực hiện Kế hoạch số {cited}/KH-UBND ngày {cited_day:02d}/{month:02d}/2023 của UBND xã Suối Dền,
Ủy ban nhân dân xã xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

Bảo đảm {title_low} kịp thời, đúng quy định.

II. TỔ CHỨC THỰC HIỆN

1. Công chức Văn phòng - Thống kê tổng hợp kết quả, báo cáo UBND xã trước ngày {due:02d}/{month:02d}/2023.

2. Công chức Tài chính - Kế toán cân đối kinh phí thực hiện trong quý {quarter}/2023.

3. Các thôn tuyên truyền, vận động nhân dân tham gia.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lò Thị Nhạn
"""
TITLES = ("Phòng, chống cháy rừng", "Cải cách hành chính", "Chăm sóc người cao tuổi", "Nạo vét kênh mương")
QUARTERS = ("I", "II", "III", "IV")


def plans(folder: Path, count: int) -> Path:
    """Write plans that cite each other, and a file that is no document."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        title = TITLES[i % len(TITLES)] + f" đợt {i + 1}"
        text = PLAN.format(
            number=i + 1,
            day=1 + i % 20,
            month=1 + i % 12,
            title=title,
            title_low=title.lower(),
            cited=max(i - 11, 1),
            cited_day=1 + max(i - 12, 0) % 20,
            due=21 + i % 7,
            quarter=QUARTERS[i % 12 // 3],
        )
        (folder / f"ke-hoach-{i + 1:02d}.txt").write_text(text, "utf-8")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 cut off")
    return folder


def take(archive: Path, files: Path) -> list[Taken]:
    """Ingest a folder."""
    with Archive(archive, create=True) as held:
        return list(ingest(held.store, expand([str(files)])))


def dump(archive: Path) -> list[str]:
    """All that an archive holds, but for times."""
    with Archive(archive) as held:
        return list(upkeep.dump_rows(held.store))


def moments(work: Callable[[], object], die_at: int | None = None) -> int:
    """Do work, counting the moments at which it touches the disk: before each statement of SQL, before and after each
    fsync. At moment `die_at` the process kills itself."""
    count = 0

    def moment(*_: object) -> None:
        nonlocal count
        count += 1
        if count == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(path: Path, **options: bool) -> sqlite3.Connection:
        db = connected(path, **options)
        db.set_trace_callback(moment)
        return db

    def fsync(file: int) -> None:
        moment()
        synced(file)
        moment()

    connected, synced = database.connect, os.fsync
    database.connect, os.fsync = connect, fsync
    try:
        work()
    finally:
        database.connect, os.fsync = connected, synced
    return count


def killed(work: Callable[[], object], at: int) -> bool:
    """Do work in a process of its own that is killed at a moment. Returns whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            moments(work, at)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
