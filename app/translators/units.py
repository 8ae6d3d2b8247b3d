"""A text taken apart into pieces for a translator, and put together again without loss: pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

BREAK = re.compile(r"(\n[ \t]*\n\s*)")
WHOLE_BODY = "body"
"""The one piece of a body whose translation has other paragraphs than its source."""

Content = Mapping[str, Any]
Unit = tuple[str, str]
"""The name of a piece and its words."""


def units_of(content: Content, *, whole_body: bool = False) -> list[Unit]:
    """Every piece that has words; put together in the same order they are the text again."""
    named = [("title", content["title"]), ("summary", content["summary"])]
    named += _numbered("objective", content["objectives"])
    named += [(WHOLE_BODY, content["body"])] if whole_body else _body(content["body"])
    for number, item in enumerate(content["quiz"], start=1):
        named += list(_question(f"quiz-{number}", item))
    return [(name, words) for name, words in named if words.strip()]


def put_together(content: Content, words: Mapping[str, str]) -> dict[str, Any]:
    """The same text with other words in each of its pieces; `content` gives the form."""
    return {
        "title": words["title"],
        "summary": words.get("summary", ""),
        "objectives": [words[name] for name, _ in _numbered("objective", content["objectives"])],
        "body": _whole_body(content["body"], words),
        "quiz": [
            _answered(f"quiz-{number}", item, words)
            for number, item in enumerate(content["quiz"], start=1)
        ],
    }


def paragraphs(body: str) -> list[str]:
    """A body's paragraphs at the even places, what parts them at the odd ones."""
    return BREAK.split(body)


def memory_of(source: Content, target: Content) -> tuple[dict[str, str], dict[str, str]]:
    """What a translation says for each piece of its source: by the source's words, by name.

    Parts that no longer have the same form (another number of objectives, say) are left out.
    """
    known, by_name = dict(units_of(source)), dict[str, str]()
    for name, words in units_of(target):
        if name in known and _same_form(name, source, target):
            by_name[name] = words
    return {known[name]: words for name, words in by_name.items()}, by_name


def same_body(source: Content, target: Content) -> bool:
    return len(paragraphs(source["body"])) == len(paragraphs(target["body"]))


def moved_names(old: Content, new: Content) -> dict[str, str]:
    """By the name of a piece now: its name before, for pieces that were only rewritten."""
    before, now = units_of(old), units_of(new)
    one, other = ([words for _, words in units] for units in (before, now))
    found: dict[str, str] = {}
    for kind, i, j, m, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == n - m:
            pairs = zip(before[i:j], now[m:n], strict=True)
            found |= {name: was for (was, _), (name, _) in pairs if _kind(was) == _kind(name)}
    return found


def _kind(name: str) -> str:
    return re.sub(r"\d+", "", name)


def _numbered(word: str, items: Sequence[str]) -> list[Unit]:
    return [(f"{word}-{number}", item) for number, item in enumerate(items, start=1)]


def _body(body: str) -> list[Unit]:
    return _numbered("body", paragraphs(body)[::2])


def _question(name: str, item: Content) -> Iterator[Unit]:
    yield f"{name}-question", item["question"]
    for number, option in enumerate(item["options"], start=1):
        yield f"{name}-option-{number}", option["text"]
    yield f"{name}-explanation", item["explanation"]


def _whole_body(body: str, words: Mapping[str, str]) -> str:
    if WHOLE_BODY in words:
        return words[WHOLE_BODY]
    parts = paragraphs(body)
    parts[::2] = [words.get(name, said) for name, said in _body(body)]
    return "".join(parts)


def _answered(name: str, item: Content, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "question": words[f"{name}-question"],
        "options": [
            {"text": words[f"{name}-option-{number}"], "right": option["right"]}
            for number, option in enumerate(item["options"], start=1)
        ],
        "explanation": words.get(f"{name}-explanation", ""),
    }


def _same_form(name: str, source: Content, target: Content) -> bool:
    """Whether the part that this piece belongs to has as many pieces in both."""
    part = name.split("-")[0]
    if part == "objective":
        return len(source["objectives"]) == len(target["objectives"])
    if part == "body":
        return same_body(source, target)
    if part == "quiz":
        one, other = (
            [len(item["options"]) for item in content["quiz"]] for content in (source, target)
        )
        return one == other
    return True
