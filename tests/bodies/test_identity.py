"""Which body a name means: spellings of one body are one, bodies of two units never are."""

from __future__ import annotations

import pytest

from vbparse.bodies.identity import Home, body_led_by, home_of, read_body
from vbparse.language.tables import column, rows

TOWN = Home("thị trấn đồng mai", "huyện sơn lĩnh")
DISTRICT = Home("huyện sơn lĩnh", "tỉnh hải giang")
PROVINCE = Home("tỉnh hải giang", None)
MERGED = Home("xã bình sa", "tỉnh hải giang")  # since 1 July 2025
WARD = Home("phường an cự", None)

OFFICES = {
    "văn phòng - thống kê": """
        Công chức Văn phòng –thống kê UBND; VP UBND thị trấn; Công chức Văn phòng – Thống kê; VP-TK; vptk
        công chức Văn phòng - Thống kê phụ trách TĐKT; bộ phận VPTK; Văn phòng HĐND và UBND; VPHĐND&UBND
        Công chức VP - TK UBND thị trấn Đồng Mai, huyện Sơn Lĩnh; CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ
        Công chức Văn phòng - Thống kê (Bà Lan); Công chức Văn phòng, Thống kê; VP UBND TT Đồng Mai
        Công chức Văn phòng - Thống kê, kiêm thủ quỹ; Lò Thị Thêm - công chức VPTK""",
    "tài chính - kế toán": """
        Công chức Tài chính – Kế hoạch; TCKT; TC - KT; Kế toán thị trấn; công chức tài chính kế toán
        Công chức Tài chính- Kế toán UBND thị trấn; Bộ phận Kế toán; Phùng Thị Lụa - công chức Tài chính - Kế toán""",
    "địa chính - xây dựng": """
        Công chức ĐC-XD-ĐT&MT; ĐCXD; Công chức Địa chính; Công chức Địa chính - Xây dựng - Đô thị và Môi trường
        Địa chính - Nông nghiệp - Xây dựng và Môi trường""",
    "tư pháp - hộ tịch": """
        Ông Nguyễn Văn An - công chức Tư pháp - Hộ tịch; TPHT; TP-HT thị trấn; Công chức TP-HT
        công chức Tư pháp hộ tịch: đ/c Nguyễn Văn An; Công chức Tư pháp - Hộ tịch Nguyễn Thị Hoa""",
    "văn hóa - xã hội": "công chức VHXH; Công chức Văn Hóa - Xã Hội; VH-XH; công chức Văn hoá – Xã hội thị trấn",
    "ban chỉ huy quân sự": "BCHQS; Ban CHQS thị trấn; BCH Quân sự; Ban chỉ huy quân sự TT Đồng Mai; Ban CHQS; Quân sự",
    "công an": "CA TT; Công an thị trấn; Công an Đồng Mai; Công An Thị Trấn Đồng Mai",
    "ủy ban mặt trận tổ quốc": """
        UBMTTQ; UB MTTQ thị trấn; UBMTTQVN thị trấn; MTTQ; UB MTTT; Mặt trận
        Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn Đồng Mai; MTTQ Việt Nam thị trấn; Uỷ ban MTTQ""",
    "ban thường trực ủy ban mặt trận tổ quốc": "Ban Thường trực UBMTTQ thị trấn; BTT UBMTTQVN; TT UBMTTQ thị trấn",
    "trường mầm non": "Trường Mầm non thị trấn; Trường MN Đồng Mai; trường mầm non",
    "ban chỉ huy phòng chống thiên tai": "BCH PCTT thị trấn; Ban Chỉ huy phòng, chống thiên tai",
    "tiểu khu 4": "TK 4; Tiểu khu số 4; tiểu khu 4",
    "các tiểu khu": "các tiểu khu; 100% các tiểu khu; các tiêu khu; Các tiểu khu trên địa bàn thị trấn",
    "đoàn thanh niên": "Đoàn TNCS Hồ Chí Minh; Đoàn thị trấn; Đoàn TN; ĐTN; Đoàn TNCSHCM; Đoàn Thanh niên thị trấn",
    "hội liên hiệp phụ nữ": "Hội LHPN; Hội Phụ nữ thị trấn; Hội Liên hiệp Phụ nữ Việt Nam",
    "hội cựu chiến binh": "Hội CCB; HCCB; Hội Cựu chiến binh thị trấn",
    "hội đồng thi đua - khen thưởng": "HĐ TĐKT; Hội đồng Thi đua, Khen thưởng thị trấn; HĐTĐKT",
    "ủy ban nhân dân": "UBND; UBND thị trấn; Ủy ban nhân dân Thị trấn Đồng Mai; UBND TT. Đồng Mai; UB",
    "chủ tịch ủy ban nhân dân": "CT UBND; Chủ tịch thị trấn; Đồng chí Chủ tịch UBND; Ông Đỗ Văn An, Chủ tịch UBND",
    "đảng ủy": "Đảng ủy; ĐU; BCH Đảng bộ thị trấn; Đảng uỷ",
    "đài truyền thanh": "Đài TT thị trấn; đài truyền thanh; Cán bộ Đài truyền thanh thị trấn Đồng Mai",
    "bộ phận tiếp nhận và trả kết quả": "Bộ phận một cửa UBND thị trấn; Bộ phận TN&TKQ; Tiếp nhận và trả kết quả",
}


def spellings(lines: str) -> list[str]:
    return [part.strip() for part in lines.replace("\n", ";").split(";") if part.strip()]


@pytest.mark.parametrize(("core", "spelling"), [(core, s) for core, lines in OFFICES.items() for s in spellings(lines)])
def test_spellings_of_an_office_of_a_commune(core: str, spelling: str) -> None:
    body = read_body(spelling, TOWN)
    assert (body.unit, body.parent, body.level, body.core) == (*_of(TOWN), "xã", core)


def _of(home: Home) -> tuple[str | None, str | None]:
    return home.unit, home.parent


def test_bodies_that_sound_alike_stay_apart() -> None:
    names = """
        Công an; Trưởng Công an; Chi đoàn Công an; Văn phòng - Thống kê; Văn phòng Đảng ủy; UBND; Chủ tịch UBND
        Phó Chủ tịch UBND; Phó Chủ tịch UBND phụ trách VHXX; Phó Chủ tịch UBND phụ trách kinh tế; Thường trực HĐND; HĐND
        Ban Chỉ đạo; Ban Chỉ đạo Chuyển đổi số; Ban Chỉ đạo phòng, chống dịch; Công chức Văn hóa - Xã hội
        Bộ phận Văn hóa - thông tin; Hội Nông dân; Hội Phụ nữ; HĐND - UBND; Đảng ủy; Ban Thường vụ Đảng ủy; các tiểu khu
        Ban Văn hóa - Xã hội HĐND; Hội đồng nghĩa vụ quân sự; Ban CHQS; UBND các xã, thị trấn; Hợp tác xã Đồng Mai
    """
    listed = spellings(names)
    assert len({read_body(name, TOWN).core for name in listed}) == len(listed)


@pytest.mark.parametrize(
    ("name", "home", "unit", "parent", "level", "core"),
    [
        ("UBND huyện", TOWN, "huyện sơn lĩnh", None, "huyện", "ủy ban nhân dân"),
        ("UBND huyện", WARD, None, None, "huyện", "ủy ban nhân dân"),
        ("Công an huyện Sơn Lĩnh", TOWN, "huyện sơn lĩnh", None, "huyện", "công an"),
        ("Huyện ủy", TOWN, "huyện sơn lĩnh", None, "huyện", "đảng ủy"),
        ("Tỉnh đoàn Hải Giang", TOWN, "tỉnh hải giang", None, "tỉnh", "đoàn thanh niên"),
        ("UBND xã Tân Lập", TOWN, "xã tân lập", "huyện sơn lĩnh", "xã", "ủy ban nhân dân"),
        ("UBND xã Tân Lập", DISTRICT, "xã tân lập", "huyện sơn lĩnh", "xã", "ủy ban nhân dân"),
        ("UBND xã Tân Lập", PROVINCE, "xã tân lập", None, "xã", "ủy ban nhân dân"),
        ("UBND xã Tân Lập, huyện Bình Lâm", TOWN, "xã tân lập", "huyện bình lâm", "xã", "ủy ban nhân dân"),
        ("công an xã tân lập", TOWN, "xã tân lập", "huyện sơn lĩnh", "xã", "công an"),
        ("UBND xã", DISTRICT, None, "huyện sơn lĩnh", "xã", "ủy ban nhân dân"),
        ("UBND các xã", DISTRICT, "huyện sơn lĩnh", "tỉnh hải giang", "huyện", "ủy ban nhân dân các xã"),
        ("Phòng Nội vụ", TOWN, "huyện sơn lĩnh", None, "huyện", "phòng nội vụ"),
        ("P. Nội vụ", WARD, None, None, "huyện", "phòng nội vụ"),
        ("Phòng GD&ĐT huyện", TOWN, "huyện sơn lĩnh", None, "huyện", "phòng giáo dục và đào tạo"),
        ("Phòng Kinh tế", MERGED, "xã bình sa", "tỉnh hải giang", "xã", "phòng kinh tế"),
        ("Phòng Kinh tế phường", WARD, "phường an cự", None, "xã", "phòng kinh tế"),
        ("Phòng Văn hóa - Xã hội", WARD, "phường an cự", None, "xã", "phòng văn hóa - xã hội"),
        ("Trung tâm Phục vụ hành chính công", MERGED, *_of(MERGED), "xã", "trung tâm phục vụ hành chính công"),
        ("Sở TN&MT", TOWN, None, None, "tỉnh", "sở tài nguyên và môi trường"),
        ("Sở Nội vụ", DISTRICT, "tỉnh hải giang", None, "tỉnh", "sở nội vụ"),
        ("Chủ tịch UBND tỉnh Thanh Hóa", TOWN, "tỉnh thanh hóa", None, "tỉnh", "chủ tịch ủy ban nhân dân"),
        ("Bộ Chỉ huy quân sự tỉnh", DISTRICT, "tỉnh hải giang", None, "tỉnh", "bộ chỉ huy quân sự"),
        ("Bộ Nội vụ", TOWN, None, None, "trung ương", "bộ nội vụ"),
        ("Thủ tướng", TOWN, None, None, "trung ương", "thủ tướng chính phủ"),
        ("Văn phòng HĐND và UBND huyện", TOWN, "huyện sơn lĩnh", None, "huyện", "văn phòng ủy ban nhân dân"),
        ("VP UBND", DISTRICT, *_of(DISTRICT), "huyện", "văn phòng ủy ban nhân dân"),
        ("Phòng TC-KH", DISTRICT, *_of(DISTRICT), "huyện", "phòng tài chính - kế hoạch"),
        ("Kế toán", DISTRICT, *_of(DISTRICT), "huyện", "kế toán"),
        ("UBND TP Hải Giang", PROVINCE, "thành phố hải giang", "tỉnh hải giang", "huyện", "ủy ban nhân dân"),
    ],
)
def test_whose_body(name: str, home: Home, unit: str | None, parent: str | None, level: str | None, core: str) -> None:
    body = read_body(name, home)
    assert (body.unit, body.parent, body.level, body.core) == (unit, parent, level, core)


def test_units_that_differ_in_marks_are_two() -> None:
    assert read_body("Công an xã Hà Lâm", DISTRICT).unit != read_body("Công an xã Hạ Lâm", DISTRICT).unit


def test_bodies_of_two_units_are_never_one() -> None:
    homes = (
        TOWN,
        DISTRICT,
        PROVINCE,
        MERGED,
        Home("xã tân lập", "huyện sơn lĩnh"),
        Home("xã tân lập", "huyện bình lâm"),
    )
    own = {(read_body(name, home).unit, read_body(name, home).parent) for name in ("UBND", "Công an") for home in homes}
    assert own == {_of(home) for home in homes}


@pytest.mark.parametrize("name", ["UBND thị trấn Đồng Mai Thượng", "ubnd thị trấn đồng mai thượng", "UBND xã Đồng Mai"])
def test_a_longer_name_is_another_unit(name: str) -> None:
    assert read_body(name, TOWN).unit == name.lower().removeprefix("ubnd ")


def test_a_school_has_offices_of_its_own() -> None:
    home = home_of("Trường Trung học cơ sở Tân Lập", parent="PHÒNG GD&ĐT HUYỆN SƠN LĨNH", place="Tân Lập")
    assert read_body("Công đoàn", home).unit == "trường trung học cơ sở tân lập"
    assert read_body("Phòng GD&ĐT", home).unit == "huyện sơn lĩnh"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("BCĐ thị trấn", "Ban Chỉ đạo"),
        ("Phòng TC-KH huyện", "Phòng Tài chính - Kế hoạch"),
        ("công chức Văn phòng –thống kê", "Văn phòng - Thống kê"),
        ("các tiểu khu", "Các tiểu khu"),
        ("Ban Thường vụ Huyện ủy", "Ban Thường vụ Huyện ủy"),
        ("Bí thư Đoàn TN", "Bí thư Đoàn Thanh niên"),
    ],
)
def test_name_to_show(name: str, shown: str) -> None:
    assert read_body(name, TOWN).name == shown


@pytest.mark.parametrize(
    "name", ["", " - ", "(", "UBND (", "thị trấn", "TT", "xã xã xã", "các", "Ông", "&", "Công chức "]
)
def test_any_string_is_read(name: str) -> None:
    assert read_body(name, TOWN).unit == TOWN.unit


@pytest.mark.parametrize(
    ("issuer", "told", "home"),
    [
        ("Ủy ban nhân dân thị trấn Đồng Mai", {}, ("thị trấn đồng mai", None)),
        ("Ủy ban nhân dân thị trấn Đồng Mai", {"parent": "ỦY BAN NHÂN DÂN HUYỆN SƠN LĨNH"}, _of(TOWN)),
        ("Hội đồng thi đua khen thưởng thị trấn", {"place": "Thị trấn Đồng Mai"}, ("thị trấn đồng mai", None)),
        ("Hội đồng thi đua khen thưởng thị trấn", {"place": "Đồng Mai"}, ("thị trấn đồng mai", None)),
        ("Đảng ủy xã Bình Sa", {"parent": "ĐẢNG BỘ HUYỆN VĨNH KHÊ"}, ("xã bình sa", "huyện vĩnh khê")),
        ("Công an xã", {"parent": "CÔNG AN HUYỆN SƠN LĨNH", "place": "Tân Lập"}, ("xã tân lập", "huyện sơn lĩnh")),
        ("Phòng Nội vụ huyện Sơn Lĩnh", {}, ("huyện sơn lĩnh", None)),
        ("Phòng Nội vụ", {"parent": "UBND HUYỆN SƠN LĨNH", "place": "Sơn Lĩnh"}, ("huyện sơn lĩnh", None)),
        ("Sở Nội vụ", {"parent": "UBND TỈNH HẢI GIANG"}, ("tỉnh hải giang", None)),
        (
            "Ban Chỉ đạo phòng, chống dịch",
            {"parent": "UBND HUYỆN VĨNH KHÊ", "place": "Vĩnh Khê"},
            ("huyện vĩnh khê", None),
        ),
        ("Huyện ủy Sơn Lĩnh", {}, ("huyện sơn lĩnh", None)),
        ("Ủy ban nhân dân phường 12", {"parent": "ỦY BAN NHÂN DÂN QUẬN 5"}, ("phường 12", "quận 5")),
        ("Bộ Nội vụ", {"place": "Hà Nội"}, (None, None)),
        (None, {"place": "Thị trấn Đồng Mai"}, ("thị trấn đồng mai", None)),
        (None, {}, (None, None)),
    ],
)
def test_home(issuer: str | None, told: dict[str, str], home: tuple[str | None, str | None]) -> None:
    assert _of(home_of(issuer, **told)) == home


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Văn phòng Sở", "văn phòng sở y tế"),
        ("VP Sở", "văn phòng sở y tế"),
        ("Văn phòng", "văn phòng sở y tế"),
        ("Văn phòng Sở Y tế", "văn phòng sở y tế"),
        ("Thanh tra", "thanh tra sở y tế"),
        ("Phòng Nghiệp vụ Y", "phòng nghiệp vụ y sở y tế"),
        ("Giám đốc Sở", "giám đốc sở y tế"),
        ("Sở", "sở y tế"),
        ("Phòng Y tế", "phòng y tế"),
        ("Phòng Nội vụ", "phòng nội vụ"),
        ("Văn phòng UBND tỉnh", "văn phòng ủy ban nhân dân"),
        ("Văn phòng Sở Nội vụ", "văn phòng sở nội vụ"),
        ("Sở Nội vụ", "sở nội vụ"),
        ("Phòng Quản lý khám chữa bệnh", "phòng quản lý khám chữa bệnh sở y tế"),
        ("Phòng Tổ chức cán bộ", "phòng tổ chức cán bộ sở y tế"),
        ("Văn phòng Chính phủ", "văn phòng chính phủ"),
        ("Thanh tra Chính phủ", "thanh tra chính phủ"),
        ("Thanh tra Bộ", "thanh tra bộ"),
        ("Phòng CSGT", "phòng csgt"),
        ("Phòng khám đa khoa Tâm An", "phòng khám đa khoa tâm an"),
        ("các Sở", "các sở"),
        ("Giám đốc các Sở", "giám đốc các sở"),
        ("các ban, ngành, Sở", "các ban ngành sở"),
    ],
)
def test_a_room_is_named_with_the_house_that_speaks(name: str, core: str) -> None:
    assert read_body(name, home_of("Sở Y tế", parent="UBND TỈNH HẢI GIANG")).core == core


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Lãnh đạo Cục", "lãnh đạo cục thuế"),
        ("các Chi cục", "các chi cục"),
        ("Chi cục", "chi cục"),
        ("Tổng cục", "tổng cục"),
    ],
)
def test_a_part_of_another_kind_is_not_the_house(name: str, core: str) -> None:
    assert read_body(name, home_of("Cục Thuế tỉnh Hải Giang")).core == core


def test_a_service_centre_speaks_of_the_rooms_of_its_commune() -> None:
    home = home_of("Trung tâm Phục vụ hành chính công xã Bình Sa", parent="UBND xã Bình Sa")
    assert read_body("Phòng Kinh tế", home).core == "phòng kinh tế"
    assert read_body("Giám đốc Trung tâm", home).core == "giám đốc trung tâm phục vụ hành chính công"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công an xã Mĩ Lí", "Công an xã Mỹ Lý"),
        ("U.B.N.D xã", "UBND xã"),
        ("thôn 02", "Thôn 2"),
        ("KP3", "Khu phố 3"),
        ("KP.03", "Khu phố 3"),
        ("UBND P7", "UBND phường 7"),
        ("UBND phường 07", "UBND phường 7"),
        ("CAX", "Công an xã"),
        ("CATT", "Công an thị trấn"),
        ("đ.c Chủ tịch UBND", "Chủ tịch UBND"),
        ("THCS Lê Quí Đôn", "Trường Trung học cơ sở Lê Quý Đôn"),
        ("TH&THCS Lê Lai", "Trường Tiểu học và THCS Lê Lai"),
        ("Ban nhân dân ấp 4", "ấp 4"),
        ("đồng chí Phó Chủ tịch phụ trách văn xã", "PCT UBND phụ trách lĩnh vực văn hóa - xã hội"),
        ("UBND các xã, TT", "UBND xã, thị trấn"),
        ("các đơn vị có liên quan", "Các đơn vị liên quan"),
        ("Ngân hàng CSXH huyện", "PGD NHCSXH huyện"),
        ("BCHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
        ("Ban KT-NS HĐND", "Ban Kinh tế và Ngân sách Hội đồng nhân dân"),
        ("Phòng Nội vụ thuộc UBND huyện", "Phòng Nội vụ huyện"),
        ("Agribank huyện", "NHNo&PTNT huyện"),
        ("SYT", "Sở Y tế"),
        ("Hoi Cuu chien binh", "Hội CCB"),
        ("So Khoa hoc va Cong nghe tỉnh", "Sở KH&CN tỉnh"),
        ("Uy ban MTTQ Viet Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    ],
)
def test_ways_of_writing_one_body(one: str, other: str) -> None:
    left, right = read_body(one, TOWN), read_body(other, TOWN)
    assert (left.unit, left.level, left.core) == (right.unit, right.level, right.core)


@pytest.mark.parametrize("name", ["Thôn 2 xã", "BCĐ 35 xã", "Đội 5 xã"])
def test_a_number_before_a_level_may_be_the_end_of_a_name(name: str) -> None:
    assert read_body(name, MERGED).unit == MERGED.unit


def test_a_number_before_a_level_may_count_units() -> None:
    assert read_body("UBND 9 xã", MERGED).unit == MERGED.parent


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("tại thị trấn Đồng Mai, huyện Sơn Lĩnh, tỉnh Hải Giang.", "huyện sơn lĩnh"),
        ("của thị trấn Đồng Mai huyện Sơn Lĩnh", "huyện sơn lĩnh"),
        ("của thị trấn Đồng Mai. UBND huyện Sơn Lĩnh giao", None),
        ("thị trấn Đồng Mai, huyện Sơn Lĩnh; thị trấn Đồng Mai, huyện Bình Lâm", None),
        ("thị trấn Đồng Mai Thượng, huyện Bình Lâm", None),
        ("thị trấn Đồng Mai\nhuyện Bình Lâm", None),
    ],
)
def test_unit_above_as_the_text_tells_it(text: str, parent: str | None) -> None:
    assert home_of("Ủy ban nhân dân thị trấn Đồng Mai", text=text).parent == parent


@pytest.mark.parametrize(
    ("core", "body"),
    [
        ("chủ tịch ủy ban nhân dân", "ủy ban nhân dân"),
        ("trưởng công an", "công an"),
        ("bộ trưởng bộ nội vụ", "bộ nội vụ"),
        ("trưởng phòng nội vụ", "phòng nội vụ"),
        ("phó chủ tịch ủy ban nhân dân", "phó chủ tịch ủy ban nhân dân"),
        ("chủ tịch nước", "chủ tịch nước"),
        ("công an", "công an"),
    ],
)
def test_the_body_that_a_head_leads(core: str, body: str) -> None:
    assert body_led_by(core) == body


SURNAMES = {row["surname"] for row in rows("surnames") if row["also"] != "place"} - {"Đoàn"}  # Đoàn is a body first


@pytest.mark.parametrize("surname", sorted(SURNAMES))
def test_a_person_before_the_post_is_left_out(surname: str) -> None:
    assert read_body(f"{surname} Thị Bình, Phó Chủ tịch UBND thị trấn", TOWN).core == "phó chủ tịch ủy ban nhân dân"


def test_surnames_that_are_seldom() -> None:
    names = (
        "Quách Văn Bình; Cù Thị An; Cấn Văn Bình; Lường Thị An; Hứa Văn Bình; Giàng A An; Sùng Thị An; Thái Văn Bình"
    )
    assert {name.split()[0] for name in names.split("; ")} <= set(column("surnames", "surname"))
