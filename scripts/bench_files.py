"""Files of a national team as large as one likes, of invented people, for measuring imports."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 7
DAY = date(2026, 11, 20)
FIRST = ("Amina", "Tesfaye", "Selin", "Omar", "Fatou", "Youssef", "Marc", "Anne", "Luc", "Hilde")
CITIES = (("Bruxelles", "1030"), ("Anvers", "2018"), ("Gand", "9000"), ("Liège", "4020"))
SEEKING = ("demandeur d'emploi", "inactif", "en emploi")
MENTEES = "Réf.;Prénom;Nom;Sexe;Date de naissance;Nationalité;Pays de naissance;E-mail;GSM;Code postal;Antenne;Langues;Niveau d'études (CITE);Diplôme reconnu;Statut;Secteurs souhaités (NACE);Métier visé;Objectif;Disponibilités;Date d'entretien"  # noqa: E501 - one line of a file
MENTORS = "Réf.;Prénom;Nom;Sexe;Date de naissance;E-mail;GSM;Code postal;Antenne;Langues;Secteurs (NACE);Niveau de fonction;Encore actif;Inscrit le;Formation terminée le;Capacité"  # noqa: E501
DUOS = "Réf. duo;Réf. mentoré;Réf. mentor;Début;Fin prévue;Fin réelle;État;Motif de fin;Situation après;Depuis le;Contrat"  # noqa: E501


def write_all(folder: Path, people: int) -> dict[str, Path]:
    """Mentees, a third as many mentors, and a duo for each mentee."""
    chance = random.Random(SEED)  # noqa: S311 - the same file at every run, no secret
    rows = {
        "mentees": (MENTEES, [mentee(number, chance) for number in range(people)]),
        "mentors": (MENTORS, [mentor(number, chance) for number in range(people // 3)]),
        "duos": (DUOS, [duo(number, people // 3, chance) for number in range(people)]),
    }
    return {kind: write(folder / f"{kind}.csv", *table) for kind, table in rows.items()}


def write(path: Path, header: str, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header.split(";"))
        writer.writerows(rows)
    return path


def mentee(number: int, chance: random.Random) -> list[str]:
    city, code = chance.choice(CITIES)
    met = DAY - timedelta(days=chance.randint(30, 1400))
    born = met - timedelta(days=chance.randint(19 * 366, 32 * 365))
    who = [f"B-J{number:06d}", chance.choice(FIRST), surname(number), "F", written(born)]
    reach = [f"j{number}@jeune.example", f"+32 4{number:08d}", code, city]
    wish = ["6", "oui", chance.choice(SEEKING), "62,86", "comptable", "emploi", "lu-am,je-pm"]
    return [*who, "Maroc", "Maroc", *reach, "arabe natif; français B1", *wish, written(met)]


def mentor(number: int, chance: random.Random) -> list[str]:
    city, code = chance.choice(CITIES)
    since = DAY - timedelta(days=chance.randint(200, 1500))
    born = DAY - timedelta(days=chance.randint(52 * 366, 75 * 365))
    who = [f"B-M{number:06d}", chance.choice(FIRST), surname(number), "M", written(born)]
    reach = [f"m{number}@mentor.example", f"+32 5{number:08d}", code, city]
    work = ["français natif; anglais B2", "62,86", "cadre", "oui"]
    return [*who, *reach, *work, written(since), written(since + timedelta(days=30)), "1"]


def duo(number: int, mentors: int, chance: random.Random) -> list[str]:
    start = DAY - timedelta(days=chance.randint(220, 1400))
    end = start + timedelta(days=183)
    after = chance.choices(("emploi", "recherche", "formation", "inconnu"), (52, 20, 15, 13))[0]
    since = written(end + timedelta(days=20)) if after != "inconnu" else ""
    names = [f"B-D{number:06d}", f"B-J{number:06d}", f"B-M{number % mentors:06d}"]
    course = [written(start), written(end), written(end), "terminé", "fin prévue"]
    return [*names, *course, after, since, "CDI" if after == "emploi" else ""]


def surname(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, place = divmod(number, 26)
        letters += chr(97 + place)
    return f"N{letters}"


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")
