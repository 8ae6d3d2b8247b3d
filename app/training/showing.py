"""What the pages of a module show: its texts as HTML, with what the country added."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from app.training.models import TrainingModule
from app.training.reading import Told, own_words, page_of


def shown_parts(module: TrainingModule, text: Told) -> dict[str, Any]:
    def as_html(words: str) -> Markup:
        return page_of(module, words, file_url)

    return {
        "as_html": as_html,
        "body": as_html(text.body),
        "introduction": own_words(module.introductions, text.wanted),
        "examples": own_words(module.examples, text.wanted),
    }


def file_url(sha256: str) -> str:
    return url_for("training.file", sha256=sha256)
