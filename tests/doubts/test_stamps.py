"""What signatures in a file say of signer, body and day."""

from __future__ import annotations

import pytest

from raised import codes, doubt_again, plan
from vbparse import Document
from vbparse.schema import DigitalSignature


def stamped(**said: str) -> Document:
    """A plan of 15 May 2024 that Lê Thị Hạnh signed, with a signature in its file."""
    document = plan()
    document.source.digital_signatures = [DigitalSignature(**said)]  # type: ignore[arg-type]
    return doubt_again(document)


@pytest.mark.parametrize(
    ("time", "doubts"),
    [
        ("2024-05-15T17:06:30+07:00", []),
        ("2024-05-28T09:00:00+07:00", []),
        ("2024-04-02T09:00:00+07:00", ["disagrees"]),
        ("2025-05-15T09:00:00+07:00", ["disagrees"]),
        ("at noon", []),
    ],
)
def test_day_of_issue_and_days_of_signatures(time: str, doubts: list[str]) -> None:
    assert codes(stamped(time=time).issued) == doubts


@pytest.mark.parametrize(
    ("signer", "doubts"),
    [("LÊ THỊ HẠNH", []), ("Lê Thị Hành", ["disagrees"]), ("Vũ Đăng Khoa", []), ("Ủy ban nhân dân xã", [])],
)
def test_signer_and_name_on_the_signature(signer: str, doubts: list[str]) -> None:
    assert codes(stamped(signer=signer).signatures[0]) == doubts


def test_issuer_and_body_on_the_signature() -> None:
    assert codes(stamped(agency="ỦY BAN NHÂN DÂN XÃ BÌNH SƠN").issuer) == []
    assert codes(stamped(agency="Ủy ban nhân dân xã Bình Sởn").issuer) == ["disagrees"]
