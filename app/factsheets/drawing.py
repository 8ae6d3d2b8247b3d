"""A chart of a page as a drawing of its own: the same macro, made to stand without the page.

The page draws with percentages of its width and with the styles of its stylesheet; a file gets
numbers, a style and letters of its own, so that any program that reads SVG shows the same.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import get_template_attribute
from lxml import etree

from app.core.config import REPOSITORY
from app.factsheets.sheets import Chart

SVG = "http://www.w3.org/2000/svg"
WIDTH, EDGE, GAP = 760, 24, 18
AXIS = 58
"""Room at the left of a chart whose axis has numbers there."""
PANELS = 3
ACROSS = ("x", "x1", "x2", "cx", "dx", "width")
FONT = Path("app/static/fonts/source-sans-3-latin-wght-normal.woff2")
FONT_NAME = "Source Sans 3"
PAPER_FONT = "Libertinus Serif"
"""The face of the letterhead, which the maker of papers carries itself."""
STYLE = """
text { font-family: "%s", sans-serif; font-size: 15px; fill: #1e2530; }
.heading { font-size: 19px; font-weight: 600; }
.name, .value { font-weight: 600; }
.aside { font-weight: 400; fill: #545d6b; }
.grid text, .source { font-size: 13px; fill: #545d6b; }
.benchmark text { font-size: 14px; fill: #a3261f; }
.name.small { font-size: 14px; }
.name, .value, .benchmark text { paint-order: stroke; stroke: #ffffff;
  stroke-width: 6px; stroke-linejoin: round; }
.tone-1, .tone-own { fill: #37475a; stroke: #37475a; }
.tone-2 { fill: #b4701a; stroke: #b4701a; }
.tone-3 { fill: #4a6fa5; stroke: #4a6fa5; }
.tone-4 { fill: #8f1f3a; stroke: #8f1f3a; }
.tone-5 { fill: #7b8f3c; stroke: #7b8f3c; }
.tone-6 { fill: #857d70; stroke: #857d70; }
.mark { stroke: none; }
.dot { stroke: #ffffff; }
"""


def drawing(chart: Chart, source: str) -> str:
    """The SVG as text, with its title and description; `source` is written below it."""
    figure = _figure(chart)
    root = _root(chart, figure, _font_face() + STYLE % FONT_NAME)
    height = _plots(root, figure, _legend(root, figure, _heading(root, chart.title)))
    height = _text(root, "source", source, height + 26)
    return _sized(root, height + EDGE)


def for_paper(chart: Chart) -> tuple[str, str]:
    """The drawing without its title, which stands beside it as text, in the letters of the paper;
    and what it shows in words, for those who do not see it.
    """
    figure = _figure(chart)
    root = _root(chart, figure, STYLE % PAPER_FONT)
    height = _plots(root, figure, _legend(root, figure, 0.0))
    return _sized(root, height + 4), str(root[1].text)


def _figure(chart: Chart) -> Any:
    """What the macro drew, as a tree; its own markup is well-formed, and nothing else is read."""
    drawn = get_template_attribute("macros/drawn.html", "drawn")(chart).strip()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(drawn.encode(), parser)


def _root(chart: Chart, figure: Any, style: str) -> Any:
    """Title, description, style, and white paper below all that is drawn."""
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG}, role="img")
    etree.SubElement(root, f"{{{SVG}}}title").text = chart.title
    said = [part.text or "" for plot in _plots_of(figure) for part in plot.findall("desc")]
    etree.SubElement(root, f"{{{SVG}}}desc").text = " ".join([*said, chart.sentence])
    etree.SubElement(root, f"{{{SVG}}}style").text = style
    etree.SubElement(root, f"{{{SVG}}}rect", width="100%", height="100%", fill="#ffffff")
    return root


def _plots_of(figure: Any) -> list[Any]:
    return [one for one in figure.iter("svg") if "plot" in (one.get("class") or "").split()]


def _font_face() -> str:
    """The letters themselves, so that the file looks the same where they are not installed."""
    letters = base64.b64encode((REPOSITORY / FONT).read_bytes()).decode()
    place = f"url(data:font/woff2;base64,{letters})"
    return f'@font-face {{ font-family: "{FONT_NAME}"; font-weight: 200 900; src: {place}; }}'


def _heading(root: Any, title: str) -> float:
    return _text(root, "heading", title, EDGE + 18) + GAP


def _text(root: Any, kind: str, words: str, y: float, x: float = EDGE) -> float:
    made = etree.SubElement(root, f"{{{SVG}}}text", x=f"{x:g}", y=f"{y:g}")
    made.set("class", kind)
    made.text = words
    return y


def _legend(root: Any, figure: Any, height: float) -> float:
    """The signs and what they mean, each where it stands on the page: above the drawing."""
    entries = figure.xpath(".//ul[@class='legend']/li")
    x = float(EDGE)
    for entry in entries:
        sign, words = entry.find("svg"), " ".join("".join(entry.itertext()).split())
        long = float(sign.get("width")) + 12 + 8.2 * len(words) + 22
        if x + long > WIDTH - EDGE:
            x, height = float(EDGE), height + 24
        group = _moved(root, x, height)
        _copy(sign, group, float(sign.get("width")))
        _text(root, "aside", words, height + 12, x + float(sign.get("width")) + 8)
        x += long
    return height + 30 if entries else height


def _plots(root: Any, figure: Any, height: float) -> float:
    plots = _plots_of(figure)
    abreast = PANELS if len(plots) > 1 else 1
    lowest = height
    for place, plot in enumerate(plots):
        left = AXIS if "with-axis" in plot.get("class") else 0
        wide = (WIDTH - 2 * EDGE - left - (abreast - 1) * 2 * GAP) / abreast
        if place and place % abreast == 0:
            height = lowest + GAP
        x = EDGE + left + place % abreast * (wide + 2 * GAP)
        _copy(plot, _moved(root, x, height), wide)
        lowest = height + float(plot.get("height"))
    return lowest


def _moved(root: Any, x: float, y: float) -> Any:
    return etree.SubElement(root, f"{{{SVG}}}g", transform=f"translate({x:g} {y:g})")


def _copy(source: Any, target: Any, wide: float) -> None:
    """The children of one element into another, with every share of the width as a number."""
    for child in source:
        if not isinstance(child.tag, str) or child.tag in {"title", "desc"}:
            continue
        made = _element(child, target, wide)
        made.text = child.text
        made.tail = child.tail if child.tag == "tspan" else None
        _copy(child, made, wide)


def _element(child: Any, target: Any, wide: float) -> Any:
    facts = dict(_numbers(child, wide))
    if child.tag == "svg":
        made = _moved(target, float(facts.get("x", 0)), float(facts.get("y", 0)))
        for name in ("class", "fill"):
            if name in facts:
                made.set(name, facts[name])
        return made
    return etree.SubElement(target, f"{{{SVG}}}{child.tag}", facts)


def _numbers(child: Any, wide: float) -> Iterator[tuple[str, str]]:
    for name, value in child.attrib.items():
        if name in ACROSS and value.endswith("%"):
            yield name, f"{float(value[:-1]) / 100 * wide:.1f}"
        elif not name.startswith("aria-"):
            yield name, value


def _sized(root: Any, height: float) -> str:
    root.set("width", str(WIDTH))
    root.set("height", f"{height:g}")
    root.set("viewBox", f"0 0 {WIDTH} {height:g}")
    return str(etree.tostring(root, encoding="unicode"))
