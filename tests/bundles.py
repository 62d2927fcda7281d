"""Several documents in one text, for tests: small papers written here, to be put one behind the other."""

from __future__ import annotations

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
HEAD = f"ỦY BAN NHÂN DÂN\nXÃ SUỐI DỀN\n\n{STATE}\n"
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Thị Nhạn\n"
BODY = """
Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã yêu cầu:

1. Các thôn vận động nhân dân vệ sinh đường làng, ngõ xóm trước ngày 25/3/2024.

2. Công an xã kiểm tra, xử lý vi phạm./.
"""


def number_line(n: int, symbol: str, day: str = "05") -> str:
    return f"\nSố: {n}/{symbol}\n\nSuối Dền, ngày {day} tháng 3 năm 2024\n"


def letter(n: int) -> str:
    """A công văn."""
    head = f"{HEAD}\nSố: {n}/UBND-VP\nV/v tổng vệ sinh môi trường\n\nSuối Dền, ngày 05 tháng 3 năm 2024\n"
    return f"{head}\nKính gửi: Trưởng các thôn.\n{BODY}{END}"


def plan(n: int) -> str:
    return f"{HEAD}{number_line(n, 'KH-UBND')}\nKẾ HOẠCH\nTổng vệ sinh môi trường năm 2024\n{BODY}{END}"


def decision(n: int) -> str:
    """A quyết định that issues a plan."""
    title = "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch tổng vệ sinh\n\nCăn cứ Luật Bảo vệ môi trường;\n\nQUYẾT ĐỊNH:\n"
    return f"{HEAD}{number_line(n, 'QĐ-UBND')}\n{title}\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n{END}"


def issued_plan(n: int) -> str:
    """The plan that a quyết định issues, with a letterhead of its own."""
    note = f"(Kèm theo Quyết định số {n}/QĐ-UBND ngày 05 tháng 3 năm 2024 của UBND xã Suối Dền)"
    return f"{HEAD}\nKẾ HOẠCH\nTổng vệ sinh môi trường năm 2024\n{note}\n\nI. MỤC ĐÍCH\n\nGiữ làng sạch.\n"


def party_plan(n: int) -> str:
    head = "ĐẢNG BỘ HUYỆN VẠN CÁT\nĐẢNG ỦY XÃ SUỐI DỀN\n*\n"
    top = f"{head}Số {n}-KH/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nSuối Dền, ngày 05 tháng 3 năm 2024\n"
    end = "\nNơi nhận:\n- Các chi bộ;\n- Lưu VPĐU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nLò Văn Tính\n"
    return f"{top}\nKẾ HOẠCH\nHọc tập nghị quyết\n{BODY}{end}"


def blank_form(label: str = "Mẫu số 01") -> str:
    """A form as an appendix holds it: a letterhead to be filled in."""
    blank = "Số:      /BC-UBND\n\n……, ngày … tháng … năm 2024\n"
    sign = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n(Ký, ghi rõ họ tên)\n"
    return f"{label}\n\n{HEAD}\n{blank}\nBÁO CÁO\nKết quả tổng vệ sinh\n\n1. Số hộ tham gia: ……… hộ.\n{sign}"


def annex(label: str = "PHỤ LỤC") -> str:
    return f"{label}\nDANH SÁCH CÁC THÔN\n\n1. Thôn Nà Cáy.\n\n2. Thôn Bản Lọng.\n"
