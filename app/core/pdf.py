"""Paper: a typst template and its data become a tagged PDF (PDF/UA-1).

Data goes in through `sys_inputs` as JSON and never into the markup, so that nothing anybody typed
is read as a command. Templates lie in `app/<feature>/papers/`; `app/templates/paper.typ` is the
letterhead they share.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from app.core.config import REPOSITORY
from app.core.i18n import language
from app.core.tenancy import tenant

APP = REPOSITORY / "app"


def paper(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of `template` for the reader's language; `data` reaches it as `data` (a dict).

    `data` must hold a `title`; texts in it are already in the reader's language, numbers and days
    already written. Beside it stand `organisation`, `language` and `accent`.
    """
    facts = {
        "language": language(),
        "organisation": tenant().names.get(language(), tenant().code),
        "accent": tenant().accent,
    }
    made = typst.compile(
        template,
        root=APP,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(facts | dict(data))},
        pdf_standards=["ua-1"],
    )
    return bytes(made)
