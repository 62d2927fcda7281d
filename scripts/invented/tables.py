"""What invented documents are made of. The names of places and people are made up."""

# ruff: noqa: SIM905
from __future__ import annotations

LEVELS = (("tỉnh",), ("huyện", "thị xã", "quận"), ("xã", "xã", "xã", "phường", "thị trấn"))
LEVEL_NAMES = ("tỉnh", "huyện", "xã")
"""Level of a unit as the schema names it, by its number."""
FORE = "Suối Khe Đồi Nà Vũng Cồn Bãi Gò Hói Rú Lũng Pò Khuổi Bàu Trảng Đầm Rạch Ngòi Động Cửa".split()
REAR = (
    "Dền Khoai Trăn Lụa Mận Sậy Ngải Vẹt Cuội Thẫm Bưởi Sen Vải Tằm Chàm Trám Lim Sồi Thông Mây Nứa Giang Luồng Vầu "
    "Chò Nghiến Gội Dẻ Quế Hồi Sim Mua Ổi Thị Nhót Sấu Gạo Bàng Phượng Vông Xoan Gai Đay Bông Dâu Chè Mía Lạc Vừng Kê "
    "Đót Lau Cói Bần Đước Tràm Dừa Cau Trầu Gấc Bầu Khế Chanh Quýt Cam Bòng Đào Lê Mơ Táo Hạnh Tre Trúc Mai Song Guột"
).split()
SURNAMES = "Cù Đinh Lò Phùng Hà Mạc Quách Tạ Ông Vi".split()
TYPES = {
    "KH": ("Kế hoạch", 25),
    "QĐ": ("Quyết định", 25),
    "BC": ("Báo cáo", 14),
    "CV": ("Công văn", 12),
    "TB": ("Thông báo", 9),
    "TTr": ("Tờ trình", 8),
    "NQ": ("Nghị quyết", 3),
    "CT": ("Chỉ thị", 2),
    "CTr": ("Chương trình", 2),
}
"""Code → name, and of a hundred documents how many are of it."""
ISSUERS = (
    ("Ủy ban nhân dân", "UBND", 76),
    ("Hội đồng nhân dân", "HĐND", 7),
    ("Đảng ủy", "ĐU", 9),
    ("Hội đồng Thi đua - Khen thưởng", "HĐTĐKT", 8),
)
_TOP = """Sở Tài chính|Sở TC
Sở Nội vụ
Sở Y tế|Sở y tế
Sở Giáo dục và Đào tạo|Sở GD&ĐT|Sở Giáo dục Đào tạo
Sở Tài nguyên và Môi trường|Sở TN&MT|Sở TNMT
Sở Nông nghiệp và Phát triển nông thôn|Sở NN&PTNT
Sở Kế hoạch và Đầu tư|Sở KH&ĐT
Sở Lao động - Thương binh và Xã hội|Sở LĐTBXH|Sở LĐ-TB&XH
Sở Công Thương
Sở Giao thông vận tải|Sở GTVT
Văn phòng Ủy ban nhân dân tỉnh|Văn phòng UBND tỉnh|VP UBND tỉnh
Công an tỉnh
Bộ Chỉ huy Quân sự tỉnh|BCHQS tỉnh"""
_MIDDLE = """Văn phòng HĐND và UBND huyện|Văn phòng HĐND-UBND|VP HĐND&UBND huyện
Phòng Tài chính - Kế hoạch|Phòng TC-KH|phòng Tài chính – Kế hoạch
Phòng Nội vụ|phòng Nội vụ huyện
Phòng Tài nguyên và Môi trường|Phòng TN&MT|Phòng TNMT
Phòng Giáo dục và Đào tạo|Phòng GD&ĐT|phòng GDĐT
Phòng Nông nghiệp và Phát triển nông thôn|Phòng NN&PTNT
Phòng Văn hóa và Thông tin|Phòng VH&TT|phòng Văn hóa - Thông tin
Phòng Lao động - Thương binh và Xã hội|Phòng LĐTBXH|Phòng LĐ-TB&XH
Phòng Tư pháp
Công an huyện|công an huyện
Ban Chỉ huy Quân sự huyện|Ban CHQS huyện
Trung tâm Văn hóa, Thông tin và Thể thao|Trung tâm VHTT&TT
Các phòng, ban, đơn vị|các cơ quan, đơn vị|Các đơn vị"""
_BOTTOM = """Công chức Văn phòng - Thống kê|công chức Văn phòng –thống kê|bộ phận VPTK|Công chức VP-TK
Văn phòng Ủy ban nhân dân|Văn phòng UBND|VP UBND
Công chức Tài chính - Kế toán|bộ phận Tài chính - Kế toán|công chức TC-KT
Công chức Địa chính - Xây dựng|bộ phận Địa chính - Xây dựng|Công chức ĐCXD
Công chức Tư pháp - Hộ tịch|bộ phận Tư pháp - Hộ tịch
Công chức Văn hóa - Xã hội|bộ phận Văn hóa - Xã hội|công chức VHXH
Công an|Công an xã|lực lượng Công an
Ban Chỉ huy Quân sự|Ban CHQS|BCH Quân sự
Trạm Y tế|Trạm y tế
Đài truyền thanh|đài Truyền thanh
Hội Phụ nữ|Hội Liên hiệp Phụ nữ|Hội LHPN
Hội Nông dân|hội nông dân
Đoàn Thanh niên|Đoàn TNCS Hồ Chí Minh|Đoàn TN
Hội Cựu chiến binh|Hội CCB
Ủy ban Mặt trận Tổ quốc|UBMTTQ|Ủy ban MTTQ
Các thôn|các thôn, khu phố|Trưởng các thôn|Các khu phố
Hiệu trưởng các trường|Các trường học|các trường"""
OFFICES = tuple(tuple(tuple(line.split("|")) for line in kinds.split("\n")) for kinds in (_TOP, _MIDDLE, _BOTTOM))
RHYTHMS = (
    "FREQ=MONTHLY;BYMONTHDAY=15 FREQ=MONTHLY FREQ=MONTHLY;INTERVAL=3 FREQ=MONTHLY;BYMONTHDAY=20 FREQ=WEEKLY "
    "FREQ=YEARLY FREQ=MONTHLY;INTERVAL=6 FREQ=MONTHLY;BYMONTHDAY=25 FREQ=WEEKLY;BYDAY=FR FREQ=DAILY "
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15 FREQ=MONTHLY;BYMONTHDAY=10 "
    "FREQ=WEEKLY;BYDAY=MO FREQ=YEARLY;BYMONTH=11 FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15 FREQ=MONTHLY;BYMONTHDAY=-1 "
    "FREQ=MONTHLY;BYMONTHDAY=5 FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30 FREQ=MONTHLY;INTERVAL=2 FREQ=WEEKLY;INTERVAL=2 "
    "FREQ=WEEKLY;BYDAY=TH FREQ=MONTHLY;INTERVAL=4 FREQ=YEARLY;INTERVAL=5 FREQ=MONTHLY;BYDAY=1MO"
).split()
MINISTRIES = "CP TTg BTC BNV BYT BGDĐT BTNMT BNNPTNT BCA BQP".split()
