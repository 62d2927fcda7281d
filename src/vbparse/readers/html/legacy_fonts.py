"""Which legacy font an element asks for: by `face`, `font-family`, or the style sheet that Word writes into a page."""

from __future__ import annotations

from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.lines import Settings, find_settings
from vbparse.patterns import Cue
from vbparse.readers.html.tree import Node, TextNode

_FAMILY = Cue(
    r"(?i)(?<![-\w])font-family\s*:\s*([^;}]+)",
    examples=["font-family: .VnTime", "color:red;FONT-FAMILY:'VNI-Times',serif"],
    rejects=["mso-font-family: .VnTime", "font: 13pt"],
)
_RULE = Cue(r"([^{}]+)\{([^{}]*)\}", examples=["p.x, .y {color: red}"], rejects=["{}", "p {"])
_COMMENT = Cue(r"(?s)/\*.*?\*/|<!--|-->", examples=["/* Style\nDefinitions */", "<!--"], rejects=["/ * /"])
_SELECTOR = Cue(
    r"(\w*)(\.[\w-]+)?", examples=["p", ".x", "p.Mso-Normal"], rejects=["p > a", "#id", "a:hover"], at="whole"
)

Sheet = dict[str, Legacy | None]
"""What the style sheet's simple selectors (`p`, `.x`, `p.x`) say of fonts."""


class Fonts:
    """The legacy fonts of a page. `settings` are those of its text, None where nothing is to convert."""

    def __init__(self, root: Node) -> None:
        names: set[str] = set()
        texts: list[str] = []
        sheets: list[str] = []
        _collect_names(root, names, texts, sheets)
        self._sheet = _parse_sheet("".join(sheets))
        legacy = any(self._sheet.values()) or any(map(charset_of_font, names))
        if not legacy:
            self._sheet = {}
        settings = find_settings("".join(texts), fonts=legacy)
        self.settings: Settings | None = settings if legacy or settings.charset else None

    def legacy_font(self, node: Node, above: Legacy | None) -> Legacy | None:
        """The legacy font in force inside an element, `above` being the one around it."""
        if self.settings is None:
            return None
        if name := _font_name(node):
            return charset_of_font(name)
        classes = [f".{x}" for x in node.attrs.get("class", "").lower().split()]
        for selector in (*(node.tag + x for x in classes), *classes, node.tag):
            if selector in self._sheet:
                return self._sheet[selector]
        return above


def _collect_names(node: Node, names: set[str], texts: list[str], sheets: list[str]) -> None:
    names.add(_font_name(node))
    into = sheets if node.tag == "style" else texts
    for child in node.children:
        if isinstance(child, TextNode):
            into.append(child.text)
        elif child.tag != "script":
            if child.tag in {"p", "div", "td", "br", "tr", "li"}:
                texts.append("\n")
            _collect_names(child, names, texts, sheets)


def _font_name(node: Node) -> str:
    """The first font that an element names; empty where it names none."""
    family = _FAMILY.search(node.attrs.get("style", ""))
    return (family[1] if family else node.attrs.get("face", "")).split(",")[0].strip(" \"'")


def _parse_sheet(css: str) -> Sheet:
    sheet: Sheet = {}
    for selectors, body in _RULE.findall(_COMMENT.sub(" ", css)):
        family = _FAMILY.search(body)
        if family:
            for selector in selectors.lower().split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    sheet[selector.strip()] = charset_of_font(family[1].split(",")[0])
    return sheet
