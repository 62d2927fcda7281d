"""Texts are cut to the room there is."""

from __future__ import annotations

from vbparse.web.drawing.lettering import fit_text


def test_labels_are_cut_to_what_fits() -> None:
    assert fit_text("Đợt 1", 100) == "Đợt 1"
    assert fit_text("Giai đoạn 1", 50) == "Giai đ…"
    assert fit_text("Đợt 1", 8) == ""


def test_capitals_are_wider() -> None:
    assert fit_text("kế hoạch", 53) == "kế hoạch"
    assert fit_text("KẾ HOẠCH", 53) == "KẾ HO…"
