"""The graph of citations in four languages, each read again by what knows it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from vbparse.archive.answers import Edge, Graph
from vbparse.exchange.graphs import label, write_dot, write_graphml, write_json, write_mermaid

from .answers import GRAPH, LOST, PLAN, REVIEW

NASTY = 'a"b\\c<d>&amp;[e]{f}|g#h`i;\nj\x00 %%k\\'
TRAP = Graph(
    nodes={"x": replace(PLAN, canonical=NASTY, date=None, issuer="TN&MT <huyện>"), 'k"]': replace(LOST, issuer=NASTY)},
    edges=[Edge("x", 'k"]', 'cites"|', "missing")],
)
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def test_a_node_is_called_by_number_date_and_issuer() -> None:
    assert label(PLAN) == "42/KH-UBND (10/03/2023)\nỦy ban nhân dân thị trấn Đồng Mai"
    assert label(replace(LOST, issuer=None)) == "21/KH-UBND (15/02/2023)"


def test_mermaid() -> None:
    assert write_mermaid(GRAPH).splitlines() == [
        "flowchart LR",
        '  n0["42/KH-UBND (10/03/2023)<br>Ủy ban nhân dân thị trấn Đồng Mai"]',
        '  n1["Kế hoạch Sơ kết đợt 2 (09/2023)<br>Ủy ban nhân dân thị trấn Đồng Mai"]',
        '  n2["21/KH-UBND (15/02/2023)<br>UBND huyện Sông Lam"]',
        '  n1 -->|"căn cứ"| n0',
        '  n1 -->|"thực hiện"| n2',
        '  n0 -->|"thực hiện"| n2',
        "  classDef missing stroke-dasharray: 5 5",
        "  class n2 missing",
    ]
    assert "missing" not in write_mermaid(Graph({"x": PLAN}, []))
    assert write_mermaid(Graph({}, [])) == "flowchart LR\n"


def test_mermaid_text_stays_within_its_quotes() -> None:
    _, first, second, edge, *_ = write_mermaid(TRAP).splitlines()
    for line, before, after in ((first, 'n0["', '"]'), (second, 'n1["', '"]'), (edge, 'n0 -->|"', '"| n1')):
        text = line.strip().removeprefix(before).removesuffix(after)
        assert not set('"`\\\x00') & set(text.replace("<br>", ""))
        assert not re.search(r"[<>]|&(?!\w*;)|#(?!\d+;)", text.replace("<br>", ""))
    read = first.strip().removeprefix('n0["').removesuffix('"]').replace("<br>", "\n")
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), read) == label(TRAP.nodes["x"]).replace("\x00", "")


STRING = r'"(?:[^"\\\n]|\\.)*"'
STATEMENT = re.compile(rf"  n\d+( -> n\d+)? \[label=(?P<label>{STRING})(, style=dashed)?\];")


@pytest.mark.parametrize("graph", [GRAPH, TRAP, Graph({}, [])], ids=["plain", "nasty", "empty"])
def test_dot_is_made_of_whole_statements(graph: Graph) -> None:
    made = write_dot(graph)
    first, *statements, last = made.splitlines()
    assert (first, last) == ("digraph citations {", "}")
    read = [STATEMENT.fullmatch(line) for line in statements[2:]]
    assert all(read)
    labels = [re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], x["label"][1:-1]) for x in read if x]
    wanted = [label(node).replace("\x00", "") for node in graph.nodes.values()]
    assert [x.replace("&amp;amp;", "&amp;") for x in labels[: len(graph.nodes)]] == wanted
    assert made.count("style=dashed") == bool(graph.nodes)
    assert len(statements) == 2 + len(graph.nodes) + len(graph.edges)


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
@pytest.mark.parametrize("graph", [GRAPH, TRAP], ids=["plain", "nasty"])
def test_graphviz_reads_it(graph: Graph) -> None:
    command = ["dot", "-Tjson0"]
    made = subprocess.run(command, input=write_dot(graph), capture_output=True, encoding="utf-8", check=True)
    assert len(json.loads(made.stdout)["edges"]) == len(graph.edges)


@pytest.mark.parametrize("graph", [GRAPH, TRAP], ids=["plain", "nasty"])
def test_graphml_is_read_back(graph: Graph) -> None:
    root = ElementTree.fromstring(write_graphml(graph).encode())
    keys = {x.get("id"): x.get("attr.name") for x in root.findall("g:key", NS)}

    def data(element: ElementTree.Element) -> dict[str | None, str | None]:
        return {keys[x.get("key")]: x.text for x in element.findall("g:data", NS)}

    drawn = root.find("g:graph", NS)
    assert drawn is not None
    assert drawn.get("edgedefault") == "directed"
    nodes = {x.get("id"): data(x) for x in drawn.findall("g:node", NS)}
    assert [x["document"] for x in nodes.values()] == list(graph.nodes)
    wanted = [label(node).replace("\x00", "") for node in graph.nodes.values()]
    assert [x["label"] for x in nodes.values()] == wanted
    assert [x["status"] for x in nodes.values()] == ["held"] * (len(nodes) - 1) + ["missing"]
    edges = [
        Edge(nodes[x.get("source")]["document"], nodes[x.get("target")]["document"], **data(x))  # type: ignore[arg-type]
        for x in drawn.findall("g:edge", NS)
    ]
    assert edges == graph.edges


def test_what_is_not_known_of_a_node_stays_out_of_graphml() -> None:
    made = write_graphml(GRAPH)
    assert made.startswith("<?xml ")
    assert made.count('key="node-title"') == 2
    assert made.count('key="node-canonical"') == 2


def test_json_is_read_back() -> None:
    made = json.loads(write_json(GRAPH))
    assert [(x["key"], x["status"]) for x in made["nodes"]] == [
        (PLAN.work, "held"), (REVIEW.work, "held"), (LOST.wanted, "missing"),
    ]  # fmt: skip
    assert made["nodes"][2]["cited_by"][0]["canonical"] == "42/KH-UBND"
    assert [Edge(**x) for x in made["edges"]] == GRAPH.edges
