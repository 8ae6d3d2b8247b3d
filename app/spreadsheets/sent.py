"""A file that somebody sent."""

import re

MOST_NAME_LETTERS = 120
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


def shown_name(name: str | None) -> str:
    """The name of a file as it can be shown: no folders, no control characters, not too long."""
    last = re.split(r"[/\\]", name or "")[-1]
    clean = NOT_IN_A_NAME.sub("", last).strip(" .")
    return clean[-MOST_NAME_LETTERS:] or "file"
