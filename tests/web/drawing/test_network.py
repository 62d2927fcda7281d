"""The graph: layers of time, and wires that touch neither cards nor each other."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vbparse.web.drawing.network import AXIS, KINDS, Network, draw_network
from vbparse.web.drawing.routing import CARD_HEIGHT, CARD_WIDTH
from vbparse.web.drawing.ties import Tie, count_steps

KEYS = [f"n{n}" for n in range(14)]
TIES = st.lists(st.builds(Tie, st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(KINDS)), max_size=40)
DATES = st.fixed_dictionaries(
    {key: st.sampled_from([None, "2020", "2021-03", "2021-03-04", "2022-12-01", "2023-01-02"]) for key in KEYS}
)
Segment = tuple[float, float, float, float]


def height(network: Network, key: str) -> float:
    return next(card.y for card in network.cards if card.key == key)


def segments(network: Network) -> list[tuple[Tie, Segment]]:
    """The pieces of all wires, as boxes."""
    return [
        (wire.tie, (min(a[0], b[0]) + AXIS, min(a[1], b[1]), max(a[0], b[0]) + AXIS, max(a[1], b[1])))
        for wire in network.wires
        for a, b in pairwise(wire.points)
        if a != b
    ]


def covers(segment: Segment, x: float, y: float) -> bool:
    """Whether a piece of a wire is within a card, and not only at its edge."""
    left, top, right, bottom = segment
    return left < x + CARD_WIDTH and right > x and top < y + CARD_HEIGHT and bottom > y


def test_the_oldest_stands_above_and_what_has_no_date_below() -> None:
    dates = {"new": "2024-05-03", "law": "2013", "none": None, "plan": "2021-03-04"}
    network = draw_network(dates, [Tie("new", "law", "basis"), Tie("plan", "law", "basis")])
    heights = {key: height(network, key) for key in dates}
    assert heights["law"] < heights["plan"] < heights["new"] < heights["none"]
    assert [band.time for band in network.bands] == ["2013", "2021", "2024", ""]


def test_what_is_of_two_years_is_told_by_months() -> None:
    network = draw_network({"a": "2023-05-03", "b": "2023-05", "c": "2024-01-01", "d": "2023"}, [])
    assert [band.time for band in network.bands] == ["2023", "2023-05", "2024-01"]


@settings(deadline=None)
@given(DATES, TIES)
def test_nothing_covers_anything(dates: dict[str, str | None], ties: list[Tie]) -> None:
    network = draw_network(dates, ties)
    for one, other in combinations(network.cards, 2):
        assert abs(one.x - other.x) >= CARD_WIDTH or abs(one.y - other.y) >= CARD_HEIGHT
    for card in network.cards:
        assert AXIS < card.x <= network.width - CARD_WIDTH
        assert 0 < card.y <= network.height - CARD_HEIGHT
    pieces = segments(network)
    for _, piece in pieces:
        assert piece[0] >= AXIS
        assert piece[2] <= network.width
        assert not any(covers(piece, card.x, card.y) for card in network.cards)
    for (tie, a), (other, b) in combinations(pieces, 2):
        alike = tie.kind == other.kind and (tie.target == other.target or tie.source == other.source)
        level, upright = a[1] == a[3] == b[1] == b[3], a[0] == a[2] == b[0] == b[2]
        along = (level and a[0] < b[2] and b[0] < a[2]) or (upright and a[1] < b[3] and b[1] < a[3])
        assert alike or not along


@settings(deadline=None)
@given(DATES, TIES)
def test_no_tie_is_lost_and_each_ends_at_its_cards(dates: dict[str, str | None], ties: list[Tie]) -> None:
    network = draw_network(dates, ties)
    assert [wire.tie for wire in network.wires] == [tie for tie in ties if tie.source != tie.target]
    places = {card.key: card for card in network.cards}
    for wire in network.wires:
        for key, (x, y) in ((wire.tie.source, wire.points[0]), (wire.tie.target, wire.points[-1])):
            card = places[key]
            assert card.x < x + AXIS < card.x + CARD_WIDTH
            assert y in (card.y, card.y + CARD_HEIGHT)


@settings(deadline=None)
@given(DATES)
def test_layers_do_not_cover_each_other(dates: dict[str, str | None]) -> None:
    bands = draw_network(dates, []).bands
    assert all(a.y + a.height <= b.y for a, b in pairwise(bands))


def test_a_path_starts_and_ends_where_its_wire_does() -> None:
    (wire,) = draw_network({"a": "2020", "b": "2022"}, [Tie("b", "a", "basis")]).wires
    x, y = wire.points[-1]
    assert wire.path.startswith("M")
    assert wire.path.endswith(f"L{x:.5g} {y:.5g}")


def test_steps_count_the_shortest_way() -> None:
    pairs = ["ab", "bc", "ac", "db", "ca"]
    assert count_steps("a", [Tie(*pair, "cites") for pair in pairs]) == {"a": 0, "b": -1, "c": -1, "d": 3}


def test_a_document_alone() -> None:
    network = draw_network({"a": None}, [])
    assert [card.key for card in network.cards] == ["a"]
    assert network.wires == []
