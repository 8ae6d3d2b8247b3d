"""Questions about the files of the bank, and whose a line may be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.bank_files.models import BankEntry, BankFile, Verdict
from app.core.db import db
from app.core.listing import Listing
from app.core.text import fold
from app.gifts.models import Donor, Gift


def bank_files() -> Listing:
    """The newest first, each with how many lines wait to be decided."""
    statement = select(BankFile).options(selectinload(BankFile.brought_by))
    return Listing(statement, sorts={"brought": (BankFile.id.desc(),)})


def waiting_by_file(ids: Sequence[int]) -> dict[int, int]:
    statement = (
        select(BankEntry.file_id, func.count())
        .where(BankEntry.file_id.in_(ids), BankEntry.verdict == Verdict.WAITING)
        .group_by(BankEntry.file_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def entries(file_id: int, verdict: str = "") -> Listing:
    """The lines of a file, those to be decided first."""
    statement = select(BankEntry).where(BankEntry.file_id == file_id)
    if verdict:
        statement = statement.where(BankEntry.verdict == verdict)
    sorts = {"line": (BankEntry.verdict.desc(), BankEntry.id)}
    loaded = statement.options(selectinload(BankEntry.donor))
    return Listing(loaded, sorts=sorts, filters={"verdict": verdict})


def waiting_lines(file_id: int, ids: Sequence[int]) -> Sequence[BankEntry]:
    """Of the ids, those of that file that nobody has decided yet."""
    statement = select(BankEntry).where(
        BankEntry.file_id == file_id,
        BankEntry.id.in_(ids),
        BankEntry.verdict == Verdict.WAITING,
    )
    return db.session.scalars(statement.order_by(BankEntry.id).with_for_update()).all()


def brought_before(sha256: str) -> datetime | None:
    """When a file with that digest was brought in."""
    return db.session.scalar(select(BankFile.brought_at).where(BankFile.sha256 == sha256))


def known_keys(keys: Sequence[str]) -> set[str]:
    return set(db.session.scalars(select(BankEntry.key).where(BankEntry.key.in_(keys))))


def has_gifts(file_id: int) -> bool:
    """Whether a line of the file has become a gift, also one that was withdrawn."""
    lines = select(BankEntry.id).where(BankEntry.file_id == file_id)
    found = select(Gift.id).where(Gift.bank_entry_id.in_(lines)).limit(1)
    return db.session.scalar(found) is not None


def all_lines(file_id: int) -> Sequence[BankEntry]:
    return db.session.scalars(select(BankEntry).where(BankEntry.file_id == file_id)).all()


def other_lines_before(moment: datetime) -> Sequence[BankEntry]:
    """Those that were said to be no gift and still name somebody, of files brought in before."""
    old = select(BankFile.id).where(BankFile.brought_at < moment)
    named = (BankEntry.payer, BankEntry.iban, BankEntry.remittance, BankEntry.donor_id)
    statement = select(BankEntry).where(
        BankEntry.verdict == Verdict.OTHER,
        BankEntry.file_id.in_(old),
        or_(*(column.is_not(None) for column in named)),
    )
    return db.session.scalars(statement).all()


def by_iban(ibans: Sequence[str]) -> dict[str, int]:
    """Donor ids by account number."""
    rows = db.session.execute(select(Donor.iban, Donor.id).where(Donor.iban.in_(ibans)))
    return {row.iban: row.id for row in rows if row.iban}


def by_name(names: Sequence[str]) -> dict[str, int]:
    """Donor ids by folded name, where one donor only is called so."""
    statement = (
        select(Donor.name_key, func.min(Donor.id).label("id"))
        .where(Donor.name_key.in_([fold(name) for name in names]))
        .group_by(Donor.name_key)
        .having(func.count() == 1)
    )
    return {row.name_key: row.id for row in db.session.execute(statement)}
