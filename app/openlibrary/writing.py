"""A published module as the files it can be shipped as: read again by `shipped_modules`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.library.models import Edition, EditionText
from app.shipped_modules.folders import ENDING, FACTS, MARK

SCALARS = ("position", "source_language", "audience", "level", "minutes", "licence", "compulsory")
WORKS = ("sources", "based_on")
WORK_KEYS = ("title", "author", "url", "licence")


def files_of(edition: Edition, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Content by file name: the facts, each language, the pictures and documents."""
    made = {FACTS: module_toml(edition.facts).encode()}
    made |= {f"{text.language}{ENDING}": text_file(text).encode() for text in edition.texts}
    return made | dict(contents)


def module_toml(facts: Mapping[str, Any]) -> str:
    lines = [f"{name} = {_value(facts[name])}" for name in SCALARS]
    for kind in WORKS:
        for work in facts[kind]:
            lines += ["", f"[[{kind}]]"]
            lines += [f"{key} = {_value(work[key])}" for key in WORK_KEYS if work.get(key)]
    return "\n".join(lines) + "\n"


def text_file(text: EditionText) -> str:
    """What stands above the text, between two marks, then the text itself."""
    front = [
        f"title = {_value(text.title)}",
        f"summary = {_value(text.summary)}",
        f"objectives = {_value(text.objectives)}",
        *_quiz(text.quiz),
    ]
    return "\n".join([MARK, *front, MARK, text.body, ""])


def _quiz(questions: Iterable[Mapping[str, Any]]) -> list[str]:
    lines = []
    for asked in questions:
        options = ", ".join(
            f"{{ text = {_value(option['text'])}, right = {_value(option['right'])} }}"
            for option in asked["options"]
        )
        lines += ["", "[[quiz]]", f"question = {_value(asked['question'])}"]
        lines += [f"explanation = {_value(asked.get('explanation', ''))}", f"options = [{options}]"]
    return lines


def _value(value: Any) -> str:
    """TOML writes texts, numbers, yes or no and lists of them as JSON does, save for one letter."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
