"""The graph of citations in the languages of those who draw it: Mermaid, DOT, GraphML, JSON.

Nodes are called n0, n1 … in the order of the graph, since ids of documents and keys of missing ones are no names in
these languages; GraphML and JSON give the id as well.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from vbparse.archive.answers import Graph, Head, Missing
from vbparse.exchange import jsontext
from vbparse.exchange.labels import RELATIONS
from vbparse.exchange.naming import dated_name, drop_illegal_xml
from vbparse.patterns import Cue

_ENTITIES = str.maketrans({c: f"#{ord(c)};" for c in '"#&<>`\\'} | {"\n": "<br>", "\r": None, "\t": " "})
_ENTITY = Cue(r"&(?=#?\w+;)", examples=["A &amp; B", "&#38;"], rejects=["A & B; C", "R&D"])
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = ("document", "label", "status", "doc_type", "canonical", "date", "issuer", "title")
_EDGE_KEYS = ("relation", "status")


def label(node: Head | Missing) -> str:
    """Số ký hiệu with the date, and the issuer on a second line."""
    issuer = " ".join((node.issuer or "").split())
    return dated_name(node) + (f"\n{issuer}" if issuer else "")


def write_mermaid(graph: Graph) -> str:
    """A flowchart; missing documents have dashed borders."""
    names = _names(graph)
    lines = ["flowchart LR"]
    lines += [f'  {names[key]}["{_mermaid(label(node))}"]' for key, node in graph.nodes.items()]
    lines += [
        f'  {names[edge.source]} -->|"{_mermaid(_relation(edge.relation))}"| {names[edge.target]}'
        for edge in graph.edges
    ]
    if missing := [names[key] for key, node in graph.nodes.items() if isinstance(node, Missing)]:
        lines += ["  classDef missing stroke-dasharray: 5 5", f"  class {','.join(missing)} missing"]
    return "\n".join(lines) + "\n"


def write_dot(graph: Graph) -> str:
    """A digraph for Graphviz; missing documents have dashed borders."""
    names = _names(graph)
    lines = ["digraph citations {", "  rankdir=LR;", "  node [shape=box];"]
    for key, node in graph.nodes.items():
        dashed = ", style=dashed" if isinstance(node, Missing) else ""
        lines.append(f"  {names[key]} [label={_dot(label(node))}{dashed}];")
    for edge in graph.edges:
        lines.append(f"  {names[edge.source]} -> {names[edge.target]} [label={_dot(_relation(edge.relation))}];")
    return "\n".join([*lines, "}"]) + "\n"


def write_graphml(graph: Graph) -> str:
    """GraphML with all that is known of a node as data, `status` "held" or "missing"; edges with relation and status
    in the contract's words."""
    names = _names(graph)
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}graphml")
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            about = {"id": f"{domain}-{key}", "for": domain, "attr.name": key, "attr.type": "string"}
            ElementTree.SubElement(root, f"{{{_NAMESPACE}}}key", about)
    graph_element = ElementTree.SubElement(
        root, f"{{{_NAMESPACE}}}graph", {"id": "citations", "edgedefault": "directed"}
    )
    for key, node in graph.nodes.items():
        element = ElementTree.SubElement(graph_element, f"{{{_NAMESPACE}}}node", {"id": names[key]})
        own = {"document": key, "label": label(node), "status": _status(node)}
        _data(element, "node", {name: own.get(name) or getattr(node, name, None) for name in _NODE_KEYS})
    for edge in graph.edges:
        ends = {"source": names[edge.source], "target": names[edge.target]}
        element = ElementTree.SubElement(graph_element, f"{{{_NAMESPACE}}}edge", ends)
        _data(element, "edge", {name: getattr(edge, name) for name in _EDGE_KEYS})
    ElementTree.indent(root)
    return ElementTree.tostring(root, "unicode", xml_declaration=True) + "\n"


def write_json(graph: Graph) -> str:
    """`nodes`, each with its `key` and `status` "held" or "missing", and `edges` between keys, as JSON."""
    made: dict[str, Any] = {
        "nodes": [{"key": key, "status": _status(node)} | jsontext.to_plain(node) for key, node in graph.nodes.items()],
        "edges": graph.edges,
    }
    return jsontext.to_json(made, indent=2) + "\n"


def _names(graph: Graph) -> dict[str, str]:
    return {key: f"n{i}" for i, key in enumerate(graph.nodes)}


def _status(node: Head | Missing) -> str:
    return "missing" if isinstance(node, Missing) else "held"


def _relation(relation: str) -> str:
    return RELATIONS.get(relation, relation)


def _mermaid(text: str) -> str:
    """Text between quotes; Mermaid knows characters as #34; and lines as <br>."""
    return drop_illegal_xml(text).translate(_ENTITIES)


def _dot(text: str) -> str:
    """A quoted string; Graphviz reads escapes in it, and HTML entities too."""
    escaped = (
        _ENTITY.sub("&amp;", drop_illegal_xml(text)).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    )
    return f'"{escaped}"'


def _data(element: ElementTree.Element, domain: str, values: dict[str, str | None]) -> None:
    for key, value in values.items():
        if value:
            data = ElementTree.SubElement(element, f"{{{_NAMESPACE}}}data", {"key": f"{domain}-{key}"})
            data.text = drop_illegal_xml(value)
