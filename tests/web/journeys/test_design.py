"""docs/design.md shows what static/site.css sets; its pictures are made of the components themselves.

`python -m web.journeys.test_design` in tests/ writes the page anew; VBPARSE_PICTURES keeps the pictures.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from playwright.sync_api import Page

from vbparse.web.access import Person
from vbparse.web.pages.rendering import NAVIGATION, SHORTCUTS, template_environment
from vbparse.web.words import Words

TOP = Path(__file__).resolve().parents[3]
SHEET = TOP / "src/vbparse/web/static/site.css"
GUIDE = TOP / "docs/design.md"
WORDED = {
    "ink": "text", "soft": "second text", "faint": "hints, lines of fields", "paper": "cards, rail",
    "ground": "behind all", "wash": "hover, wells", "line": "borders", "lead": "links, main action",
    "lead-strong": "the same, touched", "lead-wash": "where one is", "on-lead": "text on the main action",
    "brand": "the mark of the house", "ok": "done, confirmed", "late": "overdue, failed", "soon": "due soon, doubtful",
    "mark": "hits of a search", "chosen": "the chosen place", "k-head": "letterhead", "k-obligations": "obligations",
    "k-references": "references", "k-phases": "phases", "k-people": "recipients, signers", "k-sections": "outline",
    "k-anomalies": "anomalies",
}  # fmt: skip
LEAST_CONTRAST = 4.5


def read_tokens(selector: str) -> dict[str, str]:
    """The variables of a rule of the sheet."""
    body = SHEET.read_text("utf-8").split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", body)}


def make_guide() -> str:
    light, dark = read_tokens(':root, [data-bs-theme="light"]'), read_tokens('[data-bs-theme="dark"]')
    sizes = read_tokens(":root, [data-bs-theme]")
    rows = [f"| `--{name}` | {light[name]} | {dark[name]} | {use} |" for name, use in WORDED.items()]
    scale = [
        f"| `--{name}` | {value} |" for name, value in sizes.items() if re.fullmatch(r"s\d|t-\w+|round|rail", name)
    ]
    return "\n".join([
        "# The look of the pages", "",
        "Made of `src/vbparse/web/static/site.css` by `tests/web/journeys/test_design.py`: Bootstrap 5.3 under the"
        " variables below, Inter as letters, Bootstrap Icons. Components are the macros of"
        " `src/vbparse/web/templates/parts.html`.", "",
        "![Components, light](pictures/design-light.png)", "",
        "![Components, dark](pictures/design-dark.png)", "",
        "## Colours", "", "| variable | light | dark | for |", "| --- | --- | --- | --- |", *rows, "",
        "## Sizes", "", "| variable | value |", "| --- | --- |", *scale, "",
    ])  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1) of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_guide_shows_what_the_sheet_sets() -> None:
    assert GUIDE.read_text("utf-8") == make_guide(), "python -m web.journeys.test_design in tests/ writes it anew"


@pytest.mark.parametrize("theme", ['[data-bs-theme="dark"]', ':root, [data-bs-theme="light"]'])
def test_text_stands_out_from_what_is_behind_it(theme: str) -> None:
    colours = read_tokens(theme)
    pairs = [(text, ground) for text in ("ink", "soft", "lead", "ok", "late", "soon") for ground in ("paper", "ground")]
    pairs += [(name, f"{name}-wash") for name in ("lead", "ok", "late", "soon")] + [
        ("on-lead", "lead"),
        ("soft", "wash"),
    ]
    pairs += [("ink", "mark"), ("ink", "chosen")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < LEAST_CONTRAST} == {}


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_the_components(page: Page, theme: str, tmp_path: Path) -> None:
    templates = template_environment().overlay(
        loader=FileSystemLoader([str(SHEET.parents[1] / "templates"), str(Path(__file__).parent)])
    )
    html = templates.get_template("design.html").render(
        t=Words("vi"), language="vi", theme=theme, person=Person("local", "admin", csrf="x"), path="/design",
        here="/design", navigation=NAVIGATION, shortcuts=SHORTCUTS, printed="2026-09-02",
    )  # fmt: skip
    page.route("**/design", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/design")
    page.wait_for_load_state("networkidle")
    taken = Path(os.environ.get("VBPARSE_PICTURES", tmp_path)) / f"design-{theme}.png"
    page.screenshot(path=taken, full_page=True)
    assert page.evaluate("document.fonts.check('16px Inter')")
    assert page.locator("body").evaluate("one => getComputedStyle(one).fontFamily").startswith("Inter")


if __name__ == "__main__":
    GUIDE.write_text(make_guide(), "utf-8")
