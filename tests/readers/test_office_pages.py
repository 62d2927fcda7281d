"""Office files laid out in pages by the LibreOffice that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbparse.errors import DamagedError, EncryptedError, FormatError
from vbparse.readers.docx.body import MEDIA_TYPE as DOCX
from vbparse.readers.office.fixed import fix_docx
from vbparse.readers.office.pages import KINDS, lay_out
from vbparse.readers.open import open_source
from vbparse.readers.page_words import read_words

from .offices import RTF, convert, needs_office
from .ole import container
from .ooxml import package, para, run

pytestmark = [pytest.mark.slow, needs_office]


def words_of(data: bytes, media_type: str) -> str:
    return " ".join(word.text for page in read_words(lay_out(data, "tệp", media_type)) for word in page)


def field(instruction: str, result: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText> {instruction} </w:instrText></w:r>{kinds[1]}{run(result)}{kinds[2]}"


def test_days_are_those_of_the_file_and_changes_are_accepted() -> None:
    simple = f'<w:fldSimple w:instr=" TIME \\@ HH:mm ">{run("07:15")}</w:fldSimple>'
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>đã xóa</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("đã thêm")}</w:ins>'
    body = f"<w:p>{run('Ngày ')}{field('DATE dd/MM/yyyy', '01/02/2003')}</w:p><w:p>{simple}</w:p>"
    data = package(f"{body}<w:p>{run('Câu ')}{deleted}{inserted}</w:p>")
    assert words_of(data, DOCX) == "Ngày 01/02/2003 07:15 Câu đã thêm"


def test_a_file_without_such_fields_is_taken_as_it_is() -> None:
    data = package(para("Ngày " + "SAVEDATE"))
    assert fix_docx(data) is data


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt", "ott", "fodt"])
def test_each_kind_is_laid_out(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.docx").write_bytes(package(para("Kế hoạch trồng cây")))
    data = convert(tmp_path / "a.docx", suffix, tmp_path, tmp_path / "profile").read_bytes()
    media_type = open_source(data, f"a.{suffix}").media_type
    assert media_type in KINDS
    assert words_of(data, media_type) == "Kế hoạch trồng cây"


def test_a_container_that_cannot_be_read_is_told() -> None:
    with pytest.raises(DamagedError, match="tệp"):
        lay_out(b"PK\x03\x04 cut off", "tệp", DOCX)
    with pytest.raises(DamagedError):
        lay_out(RTF[:-6], "tệp", "application/rtf")
    with pytest.raises(FormatError):
        lay_out(b"text", "tệp", "text/plain")


def test_a_file_that_asks_for_a_password_is_told() -> None:
    with pytest.raises(EncryptedError):
        lay_out(container(EncryptedPackage=b"x"), "tệp", "application/msword")
