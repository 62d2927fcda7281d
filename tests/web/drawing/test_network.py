"""The graph: what is cited above, what cites below, the nearest nodes, and every tie between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vbparse.web.drawing.network import NODE_HEIGHT, NODE_WIDTH, Edge, Network, count_steps, draw_network

KEYS = st.sampled_from([f"n{n}" for n in range(12)])
TIES = st.lists(st.builds(Edge, KEYS, KEYS, st.just("căn cứ")), max_size=40)


def place(network: Network, key: str) -> tuple[float, float]:
    return next((node.x, node.y) for node in network.nodes if node.key == key)


def test_cited_stands_above_and_citing_below() -> None:
    network = draw_network(
        "a", [Edge("a", "law", "căn cứ"), Edge("plan", "a", "thực hiện"), Edge("law", "code", "căn cứ")]
    )
    heights = {node.key: node.y for node in network.nodes}
    assert heights["code"] < heights["law"] < heights["a"] < heights["plan"]
    assert {node.key: node.label for node in network.nodes} == {
        "code": "căn cứ",
        "law": "căn cứ",
        "a": "",
        "plan": "thực hiện",
    }
    assert {node.key: node.step for node in network.nodes} == {"code": -2, "law": -1, "a": 0, "plan": 1}


@given(TIES)
def test_nodes_do_not_cover_each_other_and_no_tie_is_lost(ties: list[Edge]) -> None:
    network = draw_network("n0", ties)
    for n, node in enumerate(network.nodes):
        assert 0 <= node.x <= network.width - NODE_WIDTH
        assert 0 <= node.y <= network.height - NODE_HEIGHT
        for other in network.nodes[n + 1 :]:
            assert abs(node.x - other.x) >= NODE_WIDTH or abs(node.y - other.y) >= NODE_HEIGHT
    shown = {node.key for node in network.nodes}
    assert shown == set(count_steps("n0", ties))
    tied = [tie for tie in ties if tie.source in shown and tie.target in shown and tie.source != tie.target]
    assert [line.tie for line in network.lines] == tied


def test_steps_count_the_shortest_way() -> None:
    ties = [Edge("a", "b", ""), Edge("b", "c", ""), Edge("a", "c", ""), Edge("d", "b", ""), Edge("c", "a", "")]
    assert count_steps("a", ties) == {"a": 0, "b": -1, "c": -1, "d": 3}


def test_the_nearest_are_shown_and_the_others_counted() -> None:
    ties = [Edge("a", f"n{n}", "") for n in range(10)] + [Edge("n0", f"far{n}", "") for n in range(10)]
    network = draw_network("a", ties, most=11)
    assert {node.key for node in network.nodes} == {"a", *(f"n{n}" for n in range(10))}
    assert network.left_out == 10


def test_nodes_stand_where_what_they_are_tied_to_stands() -> None:
    ties = [Edge("a", "left", ""), Edge("a", "right", ""), Edge("right", "r", ""), Edge("left", "l", "")]
    network = draw_network("a", ties)
    assert place(network, "l")[0] < place(network, "r")[0]
    assert place(network, "left")[0] < place(network, "right")[0]


def test_a_document_alone() -> None:
    network = draw_network("a", [])
    assert [node.key for node in network.nodes] == ["a"]
    assert network.lines == []
