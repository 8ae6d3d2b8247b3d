"""What a tenant's demonstration data is made of, from `tenants/<code>/demo.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MENTEE_FIRST = (
    "Amina", "Tesfaye", "Selin", "Omar", "Fatou", "Youssef", "Mariam", "Emre", "Blessing", "Karim",
    "Zahra", "Ibrahim", "Leïla", "Serge", "Nour", "Olha", "Samir", "Tigist", "Ali", "Gabriela",
    "Hawa", "Reza", "Salma", "Mohamed", "Ngozi", "Elif", "Ahmad", "Saba", "Carlos", "Thuy",
)  # fmt: skip
MENTEE_LAST = (
    "Benali", "Diallo", "Haddad", "Kaya", "Tadesse", "Traoré", "El Amrani", "Okafor", "Yılmaz",
    "Camara", "Rahimi", "Ndiaye", "Saïdi", "Mukendi", "Hossain", "Shevchenko", "Al Khatib", "Bah",
    "Karimi", "Nguyễn", "Ilunga", "Özdemir", "Sow", "Fernández", "Bouzid", "D’Almeida", "Kone",
)  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """Numbers of people, and the shares they are drawn by; `isced` is share by level. Those of the
    past are over and add to the others."""

    mentees: int
    mentors: int
    duos: int
    foreign_nationality: float
    diploma_not_recognised: float
    phone: str
    mentor_names: tuple[str, ...]
    nationalities: tuple[str, ...]
    companies: tuple[str, ...]
    isced: dict[int, float]
    occupations: dict[str, str]
    past_mentors: int = 0
    past_duos: int = 0


def read_profile(folder: Path) -> Profile | None:
    """None where a tenant has no demonstration data, such as headquarters."""
    file = folder / "demo.toml"
    if not file.exists():
        return None
    facts: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    facts.pop("source")
    lists = {key: tuple(value) for key, value in facts.items() if isinstance(value, list)}
    isced = {int(level): share for level, share in facts["isced"].items()}
    return Profile(**(facts | lists | {"isced": isced}))
