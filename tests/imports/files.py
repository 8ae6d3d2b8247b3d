"""Files as national teams send them, good and broken, made where a test wants them."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from app.core.tenancy import Tenant, load_tenants
from app.imports.profiles import Profile, load_profile

ROOT = Path(__file__).parents[2]
TENANTS: dict[str, Tenant] = load_tenants(ROOT / "tenants")
PROFILES: dict[str, Profile] = {
    code: load_profile(each) for code, each in TENANTS.items() if not each.is_hq
}

MENTEE = {
    "Réf.": "J1",
    "Prénom": "Alice",
    "Nom": "Diallo",
    "Date de naissance": "31/12/2000",
    "Antenne": "Bruxelles",
    "E-mail": "alice@jeune.example",
    "Langues": "peul natif; français B1",
    "Date d'entretien": "01/02/2025",
}
MENTOR = {
    "Réf.": "M1",
    "Prénom": "Bob",
    "Nom": "Maes",
    "Date de naissance": "01/03/1960",
    "Antenne": "Gand",
    "Capacité": "2",
    "Niveau de fonction": "cadre",
    "Inscrit le": "02/03/2024",
}
DUO = {
    "Réf. duo": "D1",
    "Réf. mentoré": "J1",
    "Réf. mentor": "M1",
    "Début": "01/03/2025",
    "Fin réelle": "",
    "État": "en cours",
}


def text_file(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def csv_text(*rows: dict[str, str], delimiter: str = ";") -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(
        delimiter.join(_quoted(cell, delimiter) for cell in line) + "\r\n" for line in lines
    )


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell or "\n" in cell else cell


def workbook(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "list.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    book.close()
    return path


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """The same zip with these parts added or replaced."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path
