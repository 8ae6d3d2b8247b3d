"""Lists of funders as tests want them, and what became of them."""

import io
from pathlib import Path
from typing import Any

from app.core.db import db
from app.funderlists import actions
from app.funderlists.judging import judged
from app.funderlists.models import FunderList
from app.funders.models import Funder
from tests import make
from tests.spreadsheets.files import csv_text, text_file

ROW = {
    "Bailleur": "Fondation Exemple",
    "Type": "Fondation",
    "Étape": "En contact",
    "Langue": "FR",
    "Site web": "fondation-exemple.example",
    "Contact": "Alma Perrin",
    "E-mail": "alma@fondation-exemple.example",
    "Prochaine étape": "Rappeler",
    "Relance": "15/12/2026",
    "Remarques": "Aime le parrainage",
}


def draft(folder: Path, *rows: dict[str, str]) -> FunderList:
    return draft_of(text_file(folder, csv_text(*rows)))


def draft_of(path: Path, **options: Any) -> FunderList:
    return make.kept(actions.read(path, path.name, **options))


def taken(folder: Path, *rows: dict[str, str], take: tuple[str, ...] = ()) -> FunderList:
    """Read and taken in at once."""
    return make.kept(actions.take_in(list_=draft(folder, *rows), take=take))


def verdicts(list_: FunderList) -> list[str]:
    return [str(each.verdict) for each in judged(list_)]


def reasons(list_: FunderList) -> list[tuple[str, str]]:
    """Field and code of all that is wrong."""
    return [(one.field, one.code) for each in judged(list_) for one in each.row.problems]


def counts(list_: FunderList) -> tuple[int, int, int, int]:
    """Added, completed, the same, refused."""
    return list_.added, list_.completed, list_.same, list_.refused


def funder(name: str = "Fondation Exemple") -> Funder:
    """As the database has it."""
    db.session.expire_all()
    return db.session.query(Funder).filter_by(name=name).one()


def sent(content: str | bytes, name: str = "list.csv", **more: str) -> dict[str, Any]:
    """What the form sends."""
    body = content.encode() if isinstance(content, str) else content
    return {"file": (io.BytesIO(body), name), **more}
