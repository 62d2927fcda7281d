"""Documents that cite each other, of an invented district and its communes: decisions that replace, amend and repeal
each other, and the plans of six years that rest on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.papers import keep, made, paper

DISTRICT = "HUYỆN NÀ LỘC"
BY_DISTRICT = "của Ủy ban nhân dân huyện Nà Lộc"
OLD, RULES, AMENDING, REPEALING = "15/QĐ-UBND", "20/QĐ-UBND", "31/QĐ-UBND", "40/QĐ-UBND"
OLD_DAY, RULES_DAY = "ngày 10/01/2019", "ngày 05/3/2021"
COMMUNES = ("Suối Dền", "Nà Phặc", "Bản Lầm", "Khe Tre", "Vân Khê", "Mường Hạ", "Pá Ngần", "Đồi Chè")
TASKS = (
    "Thu gom, phân loại rác thải sinh hoạt tại khu dân cư",
    "Phòng, chống cháy rừng mùa khô",
    "Tu sửa kênh mương nội đồng",
    "Chăm sóc người cao tuổi neo đơn trên địa bàn xã",
    "Phát triển cây dược liệu dưới tán rừng gắn với du lịch cộng đồng",
    "Tiêm phòng cho đàn gia súc",
    "Xây dựng thư viện thôn, bản",
    "Diễn tập ứng phó sạt lở đất",
)


def related_papers() -> Iterator[bytes]:
    """Four decisions of the district; each year a plan of it, and of each commune a plan that carries it out."""
    old, rules = (f"{n} {day} {BY_DISTRICT}" for n, day in ((OLD, OLD_DAY), (RULES, RULES_DAY)))
    yield decision(OLD, (2019, 1, 10), "Quy chế quản lý rừng cộng đồng", "Ban hành quy chế.")
    yield decision(RULES, (2021, 3, 5), "Quy chế quản lý rừng cộng đồng (thay thế)",
                   f"Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số {old}.")  # fmt: skip
    yield decision(AMENDING, (2022, 6, 1), "Sửa đổi quy chế quản lý rừng cộng đồng",
                   f"Quyết định này sửa đổi, bổ sung một số điều của Quyết định số {rules}.")  # fmt: skip
    yield decision(REPEALING, (2023, 9, 12), "Bãi bỏ quy định về phí", f"Bãi bỏ Điều 5 Quyết định số {rules}.")
    for year in range(2019, 2025):
        plan = f"Kế hoạch số {year - 1900}/KH-UBND ngày 20/01/{year} {BY_DISTRICT}"
        valid = old if year < 2022 else rules
        basis = (f"Căn cứ Quyết định số {valid};", "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;")
        title = f"Công tác lâm nghiệp, môi trường năm {year}"
        yield paper(str(year - 1900), unit=DISTRICT, day=(year, 1, 20), title=title, basis=basis)
        for n, commune in enumerate(COMMUNES):
            yield paper(
                str(10 + n), unit=f"XÃ {commune.upper()}", above=f"ỦY BAN NHÂN DÂN {DISTRICT}",
                day=(year, 2 + n, 3 + n), title=TASKS[n], basis=(f"Thực hiện {plan};", basis[0]),
            )  # fmt: skip


def decision(number: str, day: tuple[int, int, int], title: str, says: str) -> bytes:
    """A decision of the district."""
    return paper(number.partition("/")[0], kind="QĐ", unit=DISTRICT, day=day, title=title, aim=says)


def fill_related(folder: Path) -> None:
    """An archive of them."""
    with made(folder) as archive:
        keep(archive, *related_papers())
