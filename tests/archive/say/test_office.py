"""The office of an archive: said once, kept by the journal, stated anew as a whole."""

from __future__ import annotations

from pathlib import Path

from archive.papers import made
from vbparse.archive.archive import Archive
from vbparse.archive.ask.office import OfficeDetails
from vbparse.archive.store.upkeep import rebuild

OFFICE = OfficeDetails("UBND xã Đông Vang", place="Đông Vang", post="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", signer="Lê Văn An")


def test_what_is_said_of_the_office_lasts_and_is_cleaned(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as kho:
        assert kho.office() == OfficeDetails()
        typed = OfficeDetails(
            " UBND  xã Đông Vang ", " ", "Đông Vang", post="KT. CHỦ TỊCH\r\n\r\n PHÓ CHỦ TỊCH", signer="Lê Văn An"
        )
        assert kho.set_office(typed, by="Lan") == OFFICE
        lines = len(list(kho.store.journal.read_lines()))
        kho.set_office(OFFICE)
        assert len(list(kho.store.journal.read_lines())) == lines
    with Archive(tmp_path / "kho", restricted=False) as kho:
        assert kho.office() == OFFICE
    with Archive(tmp_path / "kho") as kho:
        rebuild(kho.store)
        assert kho.office() == OFFICE
        kho.set_office(OfficeDetails("UBND xã Đông Vang"))
        assert kho.office() == OfficeDetails("UBND xã Đông Vang")
