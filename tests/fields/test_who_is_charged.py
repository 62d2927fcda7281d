"""Who is charged in texts of schools and offices: where names end, what is no body, and what charges nobody."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


@pytest.mark.parametrize(
    ("item", "bodies", "task"),
    [
        (
            "1. Các cơ quan quản lý trực tiếp thư viện công phối hợp kiểm kê sách.",
            ["Các cơ quan quản lý trực tiếp thư viện công"],
            "phối hợp kiểm kê",
        ),
        ("1. Các cơ quan quản lý trực tiếp chỉ đạo các đội rà soát.", ["Các cơ quan quản lý"], "trực tiếp chỉ đạo"),
        ("1. Nhân viên được phân công chủ trì việc mở kho.", ["Nhân viên được phân công"], "chủ trì việc mở kho"),
        ("1. Công an xã được giao chủ trì việc trực đêm.", ["Công an xã"], "được giao chủ trì"),
        ("1. Các đơn vị được giao thực hiện dự án khẩn trương giải ngân.", ["Các đơn vị"], "được giao thực hiện"),
        ("1. Sau mỗi đợt, cơ sở giáo dục đối chiếu sổ điểm.", ["cơ sở giáo dục"], "đối chiếu"),
        ("1. Khi trẻ chưa có giấy khám, cơ sở y tế không tự xác định bệnh.", ["cơ sở y tế"], "không tự xác định"),
        ("1. Khi dạy bù, giáo viên thể hiện nội dung vào sổ.", ["giáo viên"], "thể hiện nội dung"),
        ("1. Đội ngũ cán bộ y tế trực cấp cứu ngày đêm.", ["Đội ngũ cán bộ y tế"], "trực cấp cứu"),
        (
            "1. Các Sở/Ban/Ngành, Khoa/Viện nghiên cứu, tổ chức Đoàn - Hội lập dự toán.",
            ["Các Sở/Ban/Ngành", "Khoa/Viện nghiên cứu", "tổ chức Đoàn - Hội"],
            "lập dự toán",
        ),
        ("1. UBND/Phòng Nội vụ tập huấn cán bộ.", ["UBND", "Phòng Nội vụ"], "tập huấn"),
        ("1. Khoa đào tạo, bồi dưỡng giáo viên cho các trường.", ["Khoa"], "đào tạo, bồi dưỡng"),
        ("1. 02 Bản Nà Hin và Bản Pó tổ chức họp dân.", ["02 Bản Nà Hin", "Bản Pó"], "tổ chức họp dân"),
        ("2. Ngoài ra, khi có bão, Trạm Y tế xã bố trí xe.", ["Trạm Y tế xã"], "bố trí xe"),
    ],
)
def test_names_end_before_what_is_done(item: str, bodies: list[str], task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == bodies
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "partners", "task"),
    [
        (
            "1. Thư viện phối hợp Viện Nghiên cứu phát triển Tỉnh đặt hàng đề tài.",
            ["Viện Nghiên cứu phát triển Tỉnh"],
            "đặt hàng",
        ),
        ("1. Thư viện phối hợp các Ban xây dựng sơ bộ các danh mục sách.", ["các Ban"], "xây dựng sơ bộ"),
        ("1. Thư viện phối hợp với các Tổ rà soát lập danh sách.", ["các Tổ rà soát"], "lập danh sách"),
        ("1. Kho bạc phối hợp với cơ quan điều tra xác minh hóa đơn.", ["cơ quan điều tra"], "xác minh hóa đơn"),
        ("1. Kho bạc phối hợp với cơ quan tuyên truyền luật thuế.", [], "tuyên truyền luật thuế"),
        ("1. Kho bạc phối hợp với với Công an xã đối chiếu sổ.", ["Công an xã"], "đối chiếu"),
        (
            "1. Giáo viên chủ trì, phối hợp với cha mẹ, nhân viên hỗ trợ trẻ nhỏ (nếu có) và các hội để đưa đón trẻ.",
            ["cha mẹ", "nhân viên hỗ trợ trẻ nhỏ", "các hội"],
            "chủ trì, phối hợp với cha mẹ",
        ),
    ],
)
def test_partners_end_before_what_is_done(item: str, partners: list[str], task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.cooperating] == partners
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    "item",
    [
        "1. Đối với hồ sơ hộ tịch, đội ngũ và thông tin cơ sở đào tạo, cần rà soát kỹ.",
        "1. Khi đủ hồ sơ, cơ quan có thẩm quyền quyết định cấp phép.",
        "1. Hồ sơ gồm:\n- 01 Bản photo công chứng thẻ hội viên;\n- 02 Bản gốc giấy khám mắt, có xác nhận.",
        "1. Mức thu\nTT\tHọc phí đào tạo lái xe\tHọc phí/khóa\tGhi chú",
        "1. Chế độ\n- Học viên theo học được hưởng chính sách theo quy định.",
        "1. Chế độ\na) Người học: Mức trợ cấp đối với người ở xa được áp dụng theo quy chế.",
        "1. Sau khi nghe báo cáo, đồng chí Lê Văn Tâm, Chủ tịch UBND xã kết luận, chỉ đạo các việc như sau:\nHết.",
    ],
)
def test_what_is_no_body_or_no_task_charges_nobody(item: str) -> None:
    assert parse_duties(item).obligations == []


def test_prices_below_a_sentence_are_no_tasks() -> None:
    text = (
        "1. Người học đóng học phí theo quy chế:\n- Đào tạo may: Lớp 1: 50.000 đồng/buổi; lớp 2: 60.000 đồng/buổi;\n"
        "- Đào tạo hàn: 70.000 đồng/buổi."
    )
    [duty] = parse_duties(text).obligations
    assert DoubtCode.OUT_OF_PLACE in duty.doubts


def test_amounts_below_a_body_are_its_tasks() -> None:
    text = "1. Trạm Y tế xã\n- Tiêm chủng: 20 liều; uống vitamin: 40 liều."
    [duty] = parse_duties(text).obligations
    assert duty.task.startswith("Tiêm chủng")


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [
        ("2. Các ngành: Công an xã, Trạm Y tế xã và Đoàn xã", ["Công an xã", "Trạm Y tế xã", "Đoàn xã"]),
        ("2. Các ngành liên quan", ["Các ngành liên quan"]),
        ("2. Trường/Viện đào tạo", ["Trường/Viện đào tạo"]),
    ],
)
def test_all_bodies_of_a_heading_are_charged(heading: str, bodies: list[str]) -> None:
    [duty] = parse_duties(f"{heading}\na) Lập danh sách người trực Tết.").obligations
    assert [body.name for body in duty.assignees] == bodies


def test_who_guides_others_is_charged_with_the_ways_of_it() -> None:
    text = (
        "1. Sở Y tế\n- Hỗ trợ các trạm y tế triển khai thực hiện:\n+ Chỉ đạo các trạm y tế tiêm chủng tại nhà.\n"
        "+ Hướng dẫn tổ chức tiêm chủng lưu động.\n- Chỉ đạo các trạm y tế thực hiện:\n+ Lập danh sách trẻ em."
    )
    tasks = [duty.task for duty in parse_duties(text).obligations]
    assert tasks == [
        "Chỉ đạo các trạm y tế tiêm chủng tại nhà.",
        "Hướng dẫn tổ chức tiêm chủng lưu động.",
        "Chỉ đạo các trạm y tế thực hiện:",
    ]


def test_aims_are_no_tasks_whatever_their_heading_is_about() -> None:
    body = (
        "I. CHỈ TIÊU\n1. Nâng cao trách nhiệm của hội viên, gồm các chỉ tiêu sau:\n"
        "- Hằng năm, 100% hội viên, tổ viên cam kết không đốt rơm.\nII. NHIỆM VỤ\n1. Công an xã tuần tra ban đêm."
    )
    assert [duty.assignee_text for duty in parse_plan(body).obligations] == ["Công an xã"]


@pytest.mark.parametrize(
    ("item", "date"),
    [
        ("1. Các thôn họp rút kinh nghiệm hằng năm và tổng kết đề án vào năm 2026.", "2026"),
        ("1. Các thôn rà soát đường được duyệt vào năm 2026 tại kỳ họp.", None),
    ],
)
def test_a_year_at_the_end_of_a_task_is_its_deadline(item: str, date: str | None) -> None:
    [duty] = parse_duties(item).obligations
    assert (duty.due.date if duty.due else None) == date


def test_a_list_that_a_comma_leaves_open_goes_on_in_the_next_line() -> None:
    text = (
        "1. Công an xã\na) Theo dõi, đôn đốc việc trực đêm; báo cáo Chủ tịch giải quyết các khó khăn,\n"
        "vướng mắc của các tổ.\nb) Mở sổ trực đêm ở từng tổ."
    )
    tasks = [duty.task for duty in parse_duties(text).obligations]
    assert [task.split()[0] for task in tasks] == ["Theo", "Mở"]


@pytest.mark.parametrize(
    ("text", "bodies", "task"),
    [
        (
            "1. Sở Công Thương\nCăn cứ chức năng, chỉ đạo các chợ hạng một, các chợ đầu mối trực thuộc niêm yết giá.",
            ["Sở Công Thương"],
            "Căn cứ chức năng, chỉ đạo",
        ),
        (
            "1. Sở Công Thương\nTheo phân công, kịp thời hướng dẫn Chi cục Thuế, Trung tâm Khuyến công lập kế hoạch, "
            "bảo đảm mọi khoản hỗ trợ đến đúng hộ sản xuất và được công khai tại trụ sở.",
            ["Sở Công Thương"],
            "Theo phân công, kịp thời",
        ),
        (
            "1. Công an xã theo dõi, đôn đốc Tổ Bầu cử thôn, Trạm Y tế xã và các trường trả lời đơn.",
            ["Công an xã"],
            "theo dõi, đôn đốc Tổ Bầu cử thôn, Trạm Y tế xã",
        ),
        ("1. Sau khi hướng dẫn các thôn, Phòng Kinh tế tổng hợp số liệu.", ["Phòng Kinh tế"], "tổng hợp số liệu"),
        ("1. Căn cứ kế hoạch, các xã chỉ đạo các thôn, các tổ vớt bèo.", ["các xã"], "chỉ đạo các thôn, các tổ"),
    ],
)
def test_those_who_are_directed_are_not_charged(text: str, bodies: list[str], task: str) -> None:
    [duty] = parse_duties(text).obligations
    assert [body.name for body in duty.assignees] == bodies
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "bodies", "task"),
    [
        (
            "1. Cơ quan, tổ chức, đơn vị có người được giới thiệu đi học nộp lý lịch.",
            ["Cơ quan, tổ chức, đơn vị có người được giới thiệu đi học"],
            "nộp lý lịch",
        ),
        ("1. Các trường có học sinh dự thi chuẩn bị nước.", ["Các trường có học sinh dự thi"], "chuẩn bị nước"),
        ("1. Các trường có học sinh tổ chức tuyên truyền.", ["Các trường có học sinh"], "tổ chức tuyên truyền"),
        ("1. Cán bộ phụ trách lĩnh vực giám sát lập sổ riêng.", ["Cán bộ phụ trách lĩnh vực giám sát"], "lập sổ"),
        ("1. Cán bộ phụ trách lĩnh vực tham mưu xây dựng kế hoạch.", ["Cán bộ phụ trách lĩnh vực"], "tham mưu"),
        (
            "1. Cán bộ phụ trách mảng kiểm tra và đào tạo nghề\n- Chuẩn bị phòng học.",
            ["Cán bộ phụ trách mảng kiểm tra và đào tạo nghề"],
            "Chuẩn bị phòng học",
        ),
        (
            "1. Đơn vị hoặc cá nhân được giao chủ trì soạn thảo tờ trình: thu thập thông tin về hộ nghèo.",
            ["Đơn vị hoặc cá nhân được giao chủ trì soạn thảo tờ trình"],
            "thu thập thông tin",
        ),
        (
            "1. Đơn vị hoặc cá nhân được giao chủ trì soạn thảo tờ trình có trách nhiệm thu thập thông tin.",
            ["Đơn vị hoặc cá nhân được giao chủ trì soạn thảo tờ trình"],
            "thu thập thông tin",
        ),
        ("1. Đối với hộ mới thì Phòng Kinh tế có trách nhiệm thẩm định giấy.", ["Phòng Kinh tế"], "thẩm định giấy"),
        ("1. Đối với các xã thì Sở Nội vụ chủ trì thẩm định đề án.", ["Sở Nội vụ"], "chủ trì thẩm định"),
        (
            "1. UBND xã Ba Chẽ, xã Đồng Văn và phường Hải Hòa rà soát hộ nghèo.",
            ["UBND xã Ba Chẽ", "xã Đồng Văn", "phường Hải Hòa"],
            "rà soát hộ nghèo",
        ),
        ("1. UBND các xã, phường rà soát hộ nghèo.", ["UBND các xã, phường"], "rà soát hộ nghèo"),
        (
            "1. Chủ tịch UBND xã, phường; cơ quan, tổ chức liên quan rà soát hộ nghèo.",
            ["Chủ tịch UBND xã, phường", "cơ quan, tổ chức liên quan"],
            "rà soát hộ nghèo",
        ),
    ],
)
def test_names_are_whole_with_what_tells_who_is_meant(item: str, bodies: list[str], task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == bodies
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "partners"),
    [
        ("1. Trạm Y tế phối hợp với các thành viên trong tiểu ban tổ chức khám.", ["các thành viên trong tiểu ban"]),
        ("1. Trạm Y tế phối hợp với các thành viên khác trong tổ lập sổ.", ["các thành viên khác trong tổ"]),
        (
            "1. Trạm Y tế phối hợp với cơ quan trực tiếp quản lý người đó hoặc UBND xã nơi người đó ở xác minh hồ sơ.",
            ["cơ quan trực tiếp quản lý người đó", "UBND xã nơi người đó ở"],
        ),
        ("1. Trạm Y tế phối hợp với các thành viên trong tháng 5 tổ chức khám.", ["các thành viên"]),
    ],
)
def test_partners_are_named_whole(item: str, partners: list[str]) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.cooperating] == partners


@pytest.mark.parametrize(
    ("names", "bodies"),
    [
        (
            "Chánh Văn phòng, Thủ trưởng các đơn vị liên quan và các ông (bà) có tên tại Điều 1",
            ["Chánh Văn phòng", "Thủ trưởng các đơn vị liên quan", "các ông (bà) có tên tại Điều 1"],
        ),
        (
            "Trưởng phòng Nội vụ, ông Lê Văn Tâm và các ông, bà có tên trong danh sách",
            ["Trưởng phòng Nội vụ", "Lê Văn Tâm", "các ông, bà có tên trong danh sách"],
        ),
        (
            "Các cơ quan liên quan và ông (bà) có tên tại Điều 1",
            ["Các cơ quan liên quan", "ông (bà) có tên tại Điều 1"],
        ),
        ("Trưởng phòng Nội vụ và bà Lê Thị Hoa", ["Trưởng phòng Nội vụ", "Lê Thị Hoa"]),
    ],
)
def test_people_named_elsewhere_in_a_decision_are_charged_by_themselves(names: str, bodies: list[str]) -> None:
    [duty] = parse_plan(f"Điều 3. {names} chịu trách nhiệm thi hành Quyết định này.").obligations
    assert [body.name for body in duty.assignees] == bodies
    assert DoubtCode.NAME_UNKNOWN not in duty.doubts


def test_a_group_without_more_is_doubtful() -> None:
    [duty] = parse_duties("1. Cơ quan, đơn vị lấy ý kiến gửi hồ sơ đến Phòng Nội vụ trước cuộc họp.").obligations
    assert DoubtCode.NAME_CUT in duty.doubts


@pytest.mark.parametrize(
    "item", ["1. Thư ký hội nghị đọc lý lịch tóm tắt của từng người.", "1. Người ứng cử phát biểu."]
)
def test_no_name_ends_within_a_word(item: str) -> None:
    assert parse_duties(item).obligations == []


def test_who_has_the_duties_below_is_charged_with_these_alone() -> None:
    text = (
        "1. Họp thôn\n1.1. Chủ trì tuyên bố lý do. Người điều hành có trách nhiệm sau đây:\n"
        "- Giới thiệu đại biểu;\n- Đọc nội quy."
    )
    made = parse_plan(f"I. NỘI DUNG\n{text}").obligations
    assert [(duty.assignee_text, duty.task) for duty in made] == [
        ("Người điều hành", "Giới thiệu đại biểu;"),
        ("Người điều hành", "Đọc nội quy."),
    ]


def test_cases_lead_to_what_is_done_in_them() -> None:
    text = (
        "1. Xử lý đơn\nVăn phòng xã thực hiện quy trình xử lý đơn theo hướng dẫn của Tỉnh, cụ thể:\n"
        "- Đối với đơn về đất đai: Hướng dẫn người gửi đơn đến Phòng Kinh tế.\n- Đối với đơn về cán bộ:\n"
        "+ Nếu thiếu hồ sơ: Chuyển ngay đến Phòng Nội vụ.\n"
        "+ Nếu đủ hồ sơ: Văn phòng xã chủ trì xác minh tại thôn.\n- Đối với kiến nghị: Chuyển đến Tổ công tác xã."
    )
    made = parse_plan(f"II. NỘI DUNG\n{text}").obligations
    assert {duty.assignee_text for duty in made} == {"Văn phòng xã"}
    assert [" ".join(duty.task.split()[:2]) for duty in made] == [
        "thực hiện",
        "Hướng dẫn",
        "Chuyển ngay",
        "chủ trì",
        "Chuyển đến",
    ]


def test_an_aside_stands_between_a_body_and_its_verb() -> None:
    item = (
        "1. Giao Văn phòng theo dõi chung; các đồng chí Đảng ủy viên, theo thôn được phân công tại Thông báo số "
        "5-TB/ĐU, ngày 20/3/2024, trực tiếp dự họp chi bộ."
    )
    assert [duty.assignee_text for duty in parse_duties(item).obligations] == ["Văn phòng", "các đồng chí Đảng ủy viên"]


def test_those_that_are_meant_by_a_condition_are_no_new_subject() -> None:
    item = "1. Giao Phòng Kinh tế hỗ trợ các hộ nghèo; các hộ cận nghèo, theo danh sách được duyệt, hỗ trợ một nửa."
    assert [duty.assignee_text for duty in parse_duties(item).obligations] == ["Phòng Kinh tế"]


@pytest.mark.parametrize("speaker", ["Ủy ban nhân dân xã", "Thường trực Ủy ban nhân dân xã"])
def test_what_the_sender_demands_is_not_its_own_task(speaker: str) -> None:
    demand = (
        f"Trên đây là Kế hoạch, {speaker} yêu cầu những ai được phân công, các tổ và các thôn nghiêm túc thực hiện."
    )
    made = parse_duties("1. Công an xã tuần tra ban đêm.", demand).obligations
    assert [duty.assignee_text for duty in made] == ["Công an xã"]
