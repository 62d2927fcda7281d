"""Search over a few documents, in real SQLite."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbparse import sqlite as tables
from vbparse.archive.answers import SearchResult
from vbparse.archive.ask import ranking, search
from vbparse.archive.ask.snippets import WIDTH, find_snippets
from vbparse.archive.folder import database
from vbparse.archive.folder.packing import pack_document
from vbparse.archive.index import fulltext, heads
from vbparse.archive.index.places import find_places, locate
from vbparse.errors import InputError
from vbparse.schema import Attachment, Block, Document, Section, SourceInfo, Title

TABLES = "\n".join(tables.read_migrations(database.TABLES))


def connect() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    found.row_factory = sqlite3.Row
    found.executescript(TABLES)
    return found


def hold(db: sqlite3.Connection, name: str, text: str, **head: str) -> int:
    """Hold a document called `name`; returns its row."""
    day = date.fromisoformat(head["date"]) if "date" in head else None
    row = ((day.toordinal() if day else 0) << heads.BITS) + db.execute("SELECT count(*) FROM heads").fetchone()[0]
    values = {"row": row, "document": name, "work": name, "current": 1, "name": f"{name}.docx", **head}
    db.execute(f"INSERT INTO heads ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", [*values.values()])
    document = written(text, head.get("title"))
    words = fulltext.indexed_words(db.execute("SELECT * FROM heads WHERE row = ?", (row,)).fetchone(), text)
    fulltext.index_document(db, row, json.dumps(find_places(document)), words)
    sql = "INSERT INTO documents (id, sha256, producer, json, text) VALUES (?, '0', 'test', ?, ?)"
    db.execute(sql, (name, *pack_document(document)))
    return row


def written(text: str, title: str | None = None) -> Document:
    source = SourceInfo(name="x", media_type="text/plain", sha256="0", size=1, text_origin="plain", producer="test")
    section = Section(label="II", kind="section", level=1, span=(0, len(text)))
    section.blocks = [Block(kind="paragraph", text=text, span=(0, len(text)), origin=[{"page": 3}])]
    return Document(id="0", source=source, text=text, title=Title(text=title) if title else None, sections=[section])


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    found = connect()
    hold(
        found,
        "rác",
        "Công chức VPTK của UBND xã Tân Lạc kiểm tra việc thu gom rác thải, xong trước ngày 20/6.",
        title="Thu gom rác thải",
        doc_type="KH",
        canonical="42/KH-UBND",
        date="2023-03-10",
        issuer="Ủy ban nhân dân xã Tân Lạc",
        signer="Lò Văn Mạc",
    )
    hold(
        found,
        "họp",
        "Thực hiện Kế hoạch số 42/KH-UBND, Ủy ban nhân dân phường Phú Khê mời họp. Văn phòng – Thống kê ghi biên bản.",
        title="Mời họp",
        doc_type="GM",
        canonical="07/GM-UBND",
        date="2023-05-02",
        issuer="Ủy ban nhân dân phường Phú Khê",
        signer="Tạ Thị Quyên",
    )
    hold(
        found,
        "báo cáo",
        "UBND huyen Tan Lac bao cao ket qua thu gom rac thai. Việc thải rác, gom rác phải thu phí.",
        title="Kết quả năm",
        doc_type="BC",
        canonical="9/2022/BC-UBND",
        date="2022-12-30",
        issuer="Ủy ban nhân dân huyện Tân Lạc",
    )
    hold(found, "không ngày", "Quy chế về cá cược và thu phí.", doc_type="QC")
    return found


def names(result: SearchResult) -> list[str]:
    return [hit.head.document for hit in result.hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("thu gom rác thải", ["rác", "báo cáo"]),
        ("thu gom rac thai", ["báo cáo", "rác"]),  # there it stands without marks
        ('"thu gom rác thải"', ["rác", "báo cáo"]),
        ("42/KH-UBND", ["rác", "họp"]),
        ("42/kh-ubnd họp", ["họp"]),
        ("7/GM-UBND", ["họp"]),
        ("Ủy ban nhân dân", ["họp", "rác", "báo cáo"]),
        ("UBND", ["họp", "rác", "báo cáo"]),
        ("ubnd -rác", ["họp"]),
        ("VPTK", ["họp", "rác"]),
        ('"van phong thong ke"', ["rác", "họp"]),  # VPTK needs no marks
        ("thu ph*", ["báo cáo", "không ngày"]),
        ("công an", []),
        ("phí", ["báo cáo", "không ngày"]),
    ],
)
def test_what_is_found_in_which_order(db: sqlite3.Connection, typed: str, found: list[str]) -> None:
    assert names(search.search(db, typed)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"doc_type": "KH"}, ["rác"]),
        ({"doc_type": "kh"}, ["rác"]),
        ({"doc_type": "Kế hoạch"}, ["rác"]),
        ({"issuer": "Ủy ban nhân dân xã Tân Lạc"}, ["rác"]),
        ({"issuer": "UBND huyện Tân Lạc"}, ["báo cáo"]),
        ({"issuer": "tan lac"}, ["rác", "báo cáo"]),
        ({"issuer": "Lạc Tân"}, []),
        ({"signer": "Lò Văn Mạc"}, ["rác"]),
        ({"signer": "quyên"}, ["họp"]),
        ({"since": "2023"}, ["họp", "rác"]),
        ({"since": "2023-04"}, ["họp"]),
        ({"since": "2023-03-10", "until": "2023-03-10"}, ["rác"]),
        ({"since": "10/3/2023", "until": "10/03/2023"}, ["rác"]),
        ({"since": "4/2023"}, ["họp"]),
        ({"until": "2022"}, ["báo cáo"]),
        ({"until": "2023-03"}, ["rác", "báo cáo"]),
        ({"issuer": "Tân Lạc", "since": "2023"}, ["rác"]),
    ],
)
def test_filters(db: sqlite3.Connection, options: dict[str, str], found: list[str]) -> None:
    assert names(search.search(db, "", **options)) == found  # type: ignore[arg-type]
    assert names(search.search(db, "ubnd", **options)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rác -phân", ["phần"]),
        ("rác -phan", []),
        ("rác -phần", ["phân"]),
        ('rác -"phân loại"', ["phần"]),
        ("rac -phân", ["phần"]),
        ("-phân rác tại", ["phần"]),
        ("rác tại -phan", []),
        ("rác -phân -phần", []),
        ("rác -nguồn", ["phần", "phân"]),
    ],
)
def test_what_is_left_out_is_left_out_with_its_marks(typed: str, found: list[str]) -> None:
    db = connect()
    hold(db, "phân", "Phân loại rác tại nhà.", title="Rác")
    hold(db, "phần", "Thu phần rác tại chợ.", title="Rác")
    assert sorted(names(search.search(db, typed))) == sorted(found)


def test_negation_with_a_filter_alone(db: sqlite3.Connection) -> None:
    assert names(search.search(db, "-họp", since="2023")) == ["rác"]


@pytest.mark.parametrize(
    ("typed", "options", "said"),
    [
        ("", {}, "nothing is searched for"),
        ("-họp", {}, "names no word"),
        ("họp", {"since": "hôm qua"}, "no period"),
        ("họp", {"until": "2023-13"}, "no period"),
        ("họp", {"until": "0/2023"}, "no period"),
        ("họp", {"until": "31/4/2023"}, "no period"),
        ("họp", {"until": "10/3/23"}, "no period"),
        ("họp", {"issuer": "–"}, "cannot be a filter"),
    ],
)
def test_what_cannot_be_asked(db: sqlite3.Connection, typed: str, options: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        search.search(db, typed, **options)  # type: ignore[arg-type]


def test_of_scattered_words_those_side_by_side_come_first() -> None:
    db = connect()
    hold(db, "cũ", "Phòng Y tế kiểm tra đột xuất. Bảo đảm an toàn thực phẩm.", date="2020-01-01")
    hold(db, "mới", "Thực hiện chế độ kiểm kê, an ninh, toàn dân, sản phẩm, thanh tra.", date="2024-01-01")
    hold(db, "giữa", "Kiểm tra an ninh; thực hành toàn bộ sản phẩm.", date="2022-01-01")
    for typed in ("kiểm tra an toàn thực phẩm", "kiem tra an toan thuc pham"):
        assert names(search.search(db, typed)) == ["cũ", "mới", "giữa"]
        assert names(search.search(db, typed, limit=1, offset=1)) == ["mới"]
    assert names(search.search(db, "kiểm an thực")) == ["mới", "giữa", "cũ"]


def test_words_alone_are_not_shown_where_all_stand_together() -> None:
    far = "\nMột việc khác hẳn, kéo dài cho đủ chỗ giữa hai nơi." * 10
    text = f"Toàn xã.{far}\nBảo đảm an toàn thực phẩm.{far}\nThực phẩm sạch.{far}\nKiểm tra an toàn thực phẩm.{far}"
    ways = frozenset(((word,), False) for word in ("an", "toàn", "thực", "phẩm"))
    shown = [[s.text[a:b] for a, b in s.hits] for s in find_snippets(text, ways, [])]
    assert shown == [["an", "toàn", "thực", "phẩm"]] * 2
    assert all(s.text == s.text.strip() for s in find_snippets(text, ways, []))


def test_an_issuer_is_counted_once_however_it_is_spelled() -> None:
    db = connect()
    for i, issuer in enumerate(["Ủy ban nhân dân xã Hoà An", "Uỷ ban nhân dân xã Hòa An", "Uỷ ban nhân dân xã Hòa An"]):
        hold(db, str(i), "họp", issuer=issuer)
    assert search.search(db, "họp").facets["issuer"] == [("Uỷ ban nhân dân xã Hòa An", 3)]


def test_exact_is_told(db: sqlite3.Connection) -> None:
    assert [hit.exact for hit in search.search(db, "gom rác thải").hits] == [True, True]
    assert [hit.exact for hit in search.search(db, "góm rác").hits] == [False, False]


@pytest.mark.parametrize("typed", ['"thu gom"', "rác", "rac", '"gom rác" -mời', "ubnd", "góm"])
def test_a_few_texts_are_ordered_as_the_index_would(
    db: sqlite3.Connection, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_text = [(hit.head.document, hit.exact) for hit in search.search(db, typed).hits]
    monkeypatch.setattr(ranking.query, "is_separable", lambda asked: False)
    assert [(hit.head.document, hit.exact) for hit in search.search(db, typed).hits] == by_text


def test_facets_and_pages(db: sqlite3.Connection) -> None:
    result = search.search(db, "ubnd", limit=1, offset=1)
    assert names(result) == ["rác"]
    assert (result.total, result.capped) == (3, False)
    assert result.facets["doc_type"] == [("BC", 1), ("GM", 1), ("KH", 1)]
    assert result.facets["year"] == [("2023", 2), ("2022", 1)]
    assert len(result.facets["issuer"]) == 3
    assert names(search.search(db, "ubnd", offset=3)) == []


def test_what_must_not_stand_does_not_where_counting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CAP", 2)
    monkeypatch.setattr(ranking, "CAP", 2)
    db = connect()
    for i in range(3):
        hold(db, f"phân {i}", "Phân loại tại nhà.", title="Rác")
        hold(db, f"chợ {i}", "Thu gom rác tại chợ.", title="Việc chợ")
    for typed in ("rác -phân", "rác -phan", "rác tại -nhà"):
        result = search.search(db, typed)
        assert (result.capped, {name[:3] for name in names(result)}) == (True, {"chợ"})


@pytest.mark.parametrize(
    ("typed", "options", "nowhere"),
    [
        ("rác khủng*", {}, ["khủng*"]),
        ("rác 42/KH-UBNDX", {}, ["42/KH-UBNDX"]),
        ('"thải gom" họp', {}, ["thải gom"]),
        ("cược quyên", {}, ["quyên"]),
        ("cược phường", {}, []),
        ("rác", {"doc_type": "XX", "issuer": "Phú Khê", "signer": "Hân"}, ["XX", "Hân"]),
        ("rác", {"since": "2030"}, []),
    ],
)
def test_what_stands_nowhere_is_told(
    db: sqlite3.Connection, typed: str, options: dict[str, str], nowhere: list[str]
) -> None:
    found = search.search(db, typed, **options)  # type: ignore[arg-type]
    assert (found.total, found.nowhere) == (0, nowhere)


def test_the_newest_come_first_where_that_is_asked_for() -> None:
    db = connect()
    hold(db, "cũ", "họp bàn thu gom rác", title="Thu gom rác", date="2022-01-01")
    hold(db, "mới", "rac ở chợ, họp dân thu xong rồi gom", date="2023-01-01")
    hold(db, "giữa", "gom rác rồi thu", date="2022-06-01")
    hold(db, "khác", "thu gom lá", date="2022-07-01")
    assert names(search.search(db, "thu gom rác")) == ["cũ", "giữa", "mới"]
    newest = search.search(db, "thu gom rác", order="newest")
    assert [(hit.head.document, hit.exact) for hit in newest.hits] == [("mới", False), ("giữa", True), ("cũ", True)]
    second = search.search(db, "thu gom rác", order="newest", limit=1, offset=1)
    assert (names(second), second.total) == (["giữa"], 3)
    assert [hit.exact for hit in search.search(db, "", since="2022-02", order="newest").hits] == [False] * 3


def test_counting_ends(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CAP", 2)
    monkeypatch.setattr(ranking, "CAP", 2)
    result = search.search(db, "ubnd")
    assert (result.total, result.capped, names(result)) == (2, True, ["họp", "rác"])


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("thu gom rác", [["thu", "gom", "rác"]]),
        ("ủy ban nhân dân", [["UBND"]]),
        ("văn phòng thống kê", [["VPTK"]]),
        ('"gom rác thải"', [["gom rác thải"]]),
        ("th*", [["thu", "thải"]]),
    ],
)
def test_snippets_show_the_hits(db: sqlite3.Connection, typed: str, hits: list[list[str]]) -> None:
    [hit] = [hit for hit in search.search(db, typed).hits if hit.head.document == "rác"]
    assert [[s.text[a:b] for a, b in s.hits] for s in hit.snippets] == hits
    assert {(s.section, s.page) for s in hit.snippets} == {("II", 3)}


def test_snippets_stand_where_they_say() -> None:
    text = "\n".join(f"Dòng {i} nói về việc khác hẳn và kéo dài cho đủ chỗ." for i in range(20))
    text = f"{text}\nKiểm tra\nan toàn thực phẩm ở chợ.\n{text}\nMột đợt kiêm tra khác.\n{text}\nKiểm tra lần cuối."
    found = find_snippets(
        text, frozenset({(("kiểm",), False), (("tra",), False), (("chợ",), False)}), [], as_typed=True
    )
    assert [" ".join(s.text[a:b] for a, b in s.hits) for s in found] == ["Kiểm tra chợ", "Kiểm tra"] or len(found) == 3
    for s in found:
        start, end = s.span
        assert s.text == text[start:end].replace("\n", " ")
        assert len(s.text) <= WIDTH
        assert not (text[start - 1 : start].isalnum())
        assert not (text[end : end + 1].isalnum())
        assert all(s.text[a:b].lower() in ("kiểm", "tra", "chợ") for a, b in s.hits)


def test_a_version_that_is_not_current_is_not_found() -> None:
    db = connect()
    row = hold(db, "một", "họp dân", title="Mời họp")
    fulltext.set_searchable(db, row, shown=False)
    assert names(search.search(db, "họp")) == []
    assert fulltext.document_text(db, "một") == "họp dân"
    fulltext.set_searchable(db, row, shown=True)
    fulltext.set_searchable(db, row, shown=True)
    assert names(search.search(db, "họp")) == ["một"]


def test_what_is_taken_out_leaves_nothing() -> None:
    db = connect()
    kept = hold(db, "một", "họp dân", title="Mời họp", doc_type="GM")
    gone = hold(db, "hai", "họp xã", title="Mời dân", doc_type="GM")
    fulltext.unindex_document(db, gone)
    db.execute("DELETE FROM heads WHERE row = ?", (gone,))
    for table in fulltext.INDEXES:
        words = {
            row[0] for row in db.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH 'τgm OR mời OR xa OR xã'")
        }
        assert words == {kept}
    fulltext.clear_index(db)
    assert names(search.search(db, "họp")) == []
    assert db.execute("SELECT count(*) FROM texts").fetchone()[0] == 0


@pytest.mark.slow
@settings(max_examples=150)
@given(st.text() | st.text(alphabet='aủhọp"*-^:(){}+ANDOR42/. \x00\u0301τω', max_size=30))
def test_whatever_is_typed_is_answered_or_refused(typed: str) -> None:
    db = connect()
    hold(db, "một", "họp dân 42/KH-UBND", title="Mời họp", canonical="42/KH-UBND")
    try:
        result = search.search(db, typed, since=None)
    except InputError:
        return
    assert result.total in (0, 1)


def test_places() -> None:
    inner = Section(label="2.1", kind="point", level=3, span=(30, 40), heading_span=(30, 35))
    inner.blocks = [Block(kind="paragraph", text="", span=(36, 40), origin=[{"page": 2, "box": []}])]
    clause = Section(label="2", kind="clause", level=2, span=(20, 40), children=[inner])
    part = Section(label="II", kind="section", level=1, span=(10, 40), children=[clause])
    preamble = Section(kind="preamble", level=1, span=(5, 10))
    loose = Section(label="3", kind="clause", level=1, span=(60, 70))
    document = written("").model_copy(
        update={"sections": [preamble, part], "attachments": [Attachment(span=(50, 70), sections=[loose])]}
    )
    found = find_places(document)
    asked = [0, 5, 10, 25, 30, 36, 45, 55, 65, 75]
    assert [locate(found, at)[0] for at in asked] == [
        *(None, None, "II", "II.2", "II.2.1", "II.2.1"),
        *(None, "[1]", "[1]/3", None),
    ]
    assert [locate(found, at)[1] for at in (0, 36, 65)] == [None, 2, 2]
    assert locate([], 3) == (None, None)
