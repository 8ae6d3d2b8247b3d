"""Invented donors and gifts, one bank file that waits, and a few who want no contact."""

import hashlib
import random
from datetime import date, datetime, time, timedelta

from app.antennas.queries import open_antennas
from app.bank_files.models import BankEntry, BankFile, Verdict
from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.core.text import fold
from app.gifts.models import Donor, DonorKind, Every, Gift, Pledge, Way

SEED = 2017
DONORS_OF_ANTENNA = 9
MONTHS = 30
LAST_NAMES = (
    "Aerts",
    "Blanchard",
    "Colson",
    "De Ridder",
    "Evrard",
    "Franck",
    "Goffin",
    "Hendrickx",
    "Jacobs",
    "Lemmens",
    "Moreau",
    "Nys",
    "Pauwels",
    "Roussel",
    "Simonis",
    "Verhaegen",
)
FIRST_NAMES = ("Agnès", "Bart", "Chantal", "Dirk", "Elise", "Frans", "Greet", "Henri", "Ilse")
FIRMS = ("Imprimerie Exemple", "Voorbeeld Logistiek", "Example Consulting", "Ejemplo Servicios")
AMOUNTS = (1000, 1500, 2500, 4000, 5000, 7500, 10000, 25000)
SHARE_PLEDGED, SHARE_OPPOSED, SHARE_SILENT, SHARE_FIRMS = 0.35, 0.05, 0.15, 0.15


class Giving:
    """The same donors and gifts at every making."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - the same at every making, no secret
        self.today = clock.today()

    def make(self) -> None:
        count = DONORS_OF_ANTENNA * len(open_antennas())
        donors = [self._donor(number) for number in range(count)]
        db.session.add_all(donors)
        db.session.flush()
        for donor in donors:
            if self.chance.random() < SHARE_PLEDGED:
                self._pledged(donor)
            else:
                for _ in range(self.chance.randint(1, 3)):
                    self._gift(donor, self.chance.choice(AMOUNTS), self._day())
        if donors:
            self._bank_file(donors)

    def _donor(self, number: int) -> Donor:
        firm = self.chance.random() < SHARE_FIRMS
        name = f"{FIRMS[number % len(FIRMS)]} {number}" if firm else self._name()
        key = fold(name)
        return Donor(
            kind=DonorKind.ORGANISATION if firm else DonorKind.PERSON,
            name=name,
            email=None
            if self.chance.random() < SHARE_SILENT
            else f"{key.replace(' ', '.')}.{number}@donor.example",
            address=f"{tenant().names[tenant().default_language]} {number + 1}",
            language=self.chance.choice(tenant().languages),
            opposed_on=self._day() if self.chance.random() < SHARE_OPPOSED else None,
            name_key=key,
            sort_key=key,
            search_text=key,
        )

    def _name(self) -> str:
        return f"{self.chance.choice(FIRST_NAMES)} {self.chance.choice(LAST_NAMES)}"

    def _pledged(self, donor: Donor) -> None:
        """Monthly, with now and then a month that did not come."""
        cents, begins_on = self.chance.choice(AMOUNTS[:4]), self._day().replace(day=5)
        pledge = Pledge(
            donor_id=donor.id, amount_cents=cents, every=Every.MONTH, begins_on=begins_on
        )
        db.session.add(pledge)
        month = begins_on
        while month <= self.today:
            if self.chance.random() < 0.98:
                self._gift(donor, cents, month)
            month = (month + timedelta(days=32)).replace(day=5)

    def _gift(self, donor: Donor, cents: int, on: date) -> None:
        thanked = on < self.today - timedelta(days=30) and donor.opposed_on is None
        db.session.add(
            Gift(
                donor_id=donor.id,
                received_on=on,
                amount_cents=cents,
                way=Way.TRANSFER,
                recorded_at=_noon(on),
                thanked_on=on + timedelta(days=7) if thanked else None,
                thanked_by_mail=donor.email is not None if thanked else None,
            )
        )

    def _bank_file(self, donors: list[Donor]) -> None:
        """Payments of the last days: some recognised by their name, two of nobody we know."""
        first = self.today - timedelta(days=6)
        file = BankFile(
            name="statement.xml",
            sha256=hashlib.sha256(b"demonstration").hexdigest(),
            from_on=first,
            until_on=self.today,
            counts={"lines": 6, "out": 11},
            brought_at=clock.now(),
        )
        db.session.add(file)
        db.session.flush()
        for number in range(6):
            donor = donors[number] if number < 4 and number < len(donors) else None
            db.session.add(
                BankEntry(
                    file_id=file.id,
                    key=hashlib.sha256(f"demonstration {number}".encode()).hexdigest(),
                    booked_on=first + timedelta(days=number),
                    amount_cents=self.chance.choice(AMOUNTS),
                    payer=donor.name if donor else self._name(),
                    donor_id=donor.id if donor else None,
                    ground="name" if donor else None,
                    verdict=Verdict.WAITING,
                )
            )

    def _day(self) -> date:
        return self.today - timedelta(days=self.chance.randint(8, MONTHS * 30))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12, 0), tenant().zone)
