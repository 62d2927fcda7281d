"""A unit's key as the name that is shown."""

from __future__ import annotations

import pytest

from vbparse.bodies.names import format_unit_name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("thị trấn đồng mai", "thị trấn Đồng Mai"),
        ("thị xã hải giang", "thị xã Hải Giang"),
        ("quận 1", "quận 1"),
        ("xã ea h'dray", "xã Ea H'dray"),
        ("thành phố sơn vân - nậm khê", "thành phố Sơn Vân - Nậm Khê"),
        ("trường tiểu học tân lập", "Trường Tiểu học Tân Lập"),
    ],
)
def test_a_unit_is_shown_with_its_capitals(key: str, name: str) -> None:
    assert format_unit_name(key) == name
