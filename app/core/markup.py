"""Markdown as pages show it: no HTML of the writer's own passes, whatever they type."""

import re
from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br", "pre", "code"),
    *("strong", "em", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
HEADINGS = re.compile(r"<(/?)h([1-5])>")
PICTURES = re.compile(r'(<img[^>]* src=")([^"]*)"')
FULL_WIDTH = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def html(text: str, file_url: Callable[[str], str | None] = lambda name: None) -> Markup:
    """Safe HTML; headings begin at the second level, since a page has its own first one.

    A picture names a file of the module; `file_url` says where it is found. One that is not found
    keeps only its description.
    """
    made = HEADINGS.sub(lambda m: f"<{m[1]}h{int(m[2]) + 1}>", FULL_WIDTH.render(text))
    made = PICTURES.sub(lambda m: f'{m[1]}{file_url(m[2]) or ""}"', made)
    clean = nh3.clean(
        made, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}
    )
    return Markup(clean)  # noqa: S704 - cleaned the line before


def pictures(text: str) -> list[tuple[str, str]]:
    """Every picture of a text: the name it asks for, and the words that stand for it."""
    inside = [child for token in FULL_WIDTH.parse(text) for child in token.children or ()]
    found = [child for child in inside if child.type == "image"]
    return [(str(child.attrs.get("src", "")), child.content.strip()) for child in found]


def words(text: str) -> int:
    """How many words somebody reads, roughly: marks of Markdown are not words."""
    return len(re.findall(r"\w[\w’'-]*", text))
