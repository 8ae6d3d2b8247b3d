"""The profiles of the countries that are shipped, and a row of each kind of list."""

from pathlib import Path

from app.core.tenancy import Tenant, load_tenants
from app.lists.profiles import Profile, load_profile

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
