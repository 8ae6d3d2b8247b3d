"""Taking in a file of the bank: read, shown, and each line decided by a person."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from app.bank_files import queries
from app.bank_files.camt import Line, Statement, Unreadable, read_statement
from app.bank_files.models import BankEntry, BankFile, Verdict
from app.core import clock, events
from app.core.db import batched, db
from app.core.errors import Reason, Refused, refuse_if
from app.core.i18n import day_time
from app.core.tenancy import tenant
from app.core.text import fold
from app.core.viewer import viewer
from app.gifts.actions.donors import add_donor
from app.gifts.models import Donor, DonorKind, Gift, Way
from app.gifts.queries.donors import holder_of

KEPT_FOR = timedelta(days=90)
AT_ONCE = 500
"""Values in one question: databases bound their number."""
T = TypeVar("T")


def bring_in(*, file: FileStorage | None) -> BankFile:
    """Read a file and keep its lines to be decided; nothing is a gift yet.

    Raises `ValidationError` at `file` when it cannot be read or held nothing new, `Refused` when
    the same file was brought in before.
    """
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    content = file.read()
    sha256 = hashlib.sha256(content).hexdigest()
    if before := queries.brought_before(sha256):
        told = _("This very file was brought in on %(when)s.", when=day_time(before))
        raise Refused([Reason("same_file", told)])
    try:
        statement = read_statement(content, tenant().currency)
    except Unreadable as error:
        raise ValidationError({"file": [str(error.reason.text)]}) from None
    return _kept(secure_filename(file.filename)[:200] or "statement.xml", sha256, statement)


def _kept(name: str, sha256: str, statement: Statement) -> BankFile:
    known = set().union(*_asked(queries.known_keys, [line.key for line in statement.lines]))
    lines = [line for line in statement.lines if line.key not in known]
    counts = Counter(statement.left_out) + Counter(known=len(statement.lines) - len(lines))
    days = sorted(line.booked_on for line in lines)
    found = BankFile(
        name=name,
        sha256=sha256,
        from_on=days[0] if days else None,
        until_on=days[-1] if days else None,
        counts={"lines": len(lines), **{why: count for why, count in counts.items() if count}},
        brought_at=clock.now(),
        brought_by_id=viewer().user_id,
    )
    db.session.add(found)
    db.session.flush()
    _recognise(found, lines)
    events.record("bank_file.brought_in", found, lines=len(lines))
    return found


def _recognise(file: BankFile, lines: Sequence[Line]) -> None:
    """Each line with the donor it seems to come from: by account number, else by name."""
    ibans = [line.iban for line in lines if line.iban]
    names = [line.payer for line in lines if line.payer]
    by_iban = {key: one for part in _asked(queries.by_iban, ibans) for key, one in part.items()}
    by_name = {key: one for part in _asked(queries.by_name, names) for key, one in part.items()}
    for line in lines:
        holder = by_iban.get(line.iban or "")
        namesake = by_name.get(fold(line.payer or ""))
        db.session.add(
            BankEntry(
                file_id=file.id,
                key=line.key,
                booked_on=line.booked_on,
                amount_cents=line.amount_cents,
                payer=line.payer,
                iban=line.iban,
                remittance=line.remittance,
                donor_id=holder or namesake,
                ground="iban" if holder else "name" if namesake else None,
                verdict=Verdict.WAITING,
            )
        )


def decide(
    *, file: BankFile, lines: Sequence[int], verdict: str, new_donors: bool = False
) -> Counter[str]:
    """Lines of the file become gifts of the donor they seem to come from, or are said to be none.

    A line without a donor becomes an anonymous gift, or with `new_donors` brings a new donor. What
    somebody else decided meanwhile is left as it is. How many by `gift`, `other`, `new_donor` and
    `changed` (decided before).
    """
    if not lines:
        refuse_if([Reason("nothing_ticked", _("Tick one line at least."))])
    found = queries.waiting_lines(file.id, lines)
    told = Counter(changed=len(set(lines)) - len(found))
    for entry in found:
        entry.verdict = Verdict(verdict)
        if entry.verdict == Verdict.GIFT:
            told["new_donor"] += _with_donor(entry) if new_donors else 0
            _make_gift(entry)
        told[verdict] += 1
    events.record("bank_file.decided", file, verdict=verdict, lines=len(found))
    return +told


def discard(file: BankFile) -> None:
    """Forget a file of which no line became a gift; it may be brought in again."""
    if queries.has_gifts(file.id):
        told = _("Lines of this file have become gifts. Withdraw them one by one instead.")
        raise Refused([Reason("has_gifts", told)])
    events.record("bank_file.discarded", file)
    for entry in queries.all_lines(file.id):
        db.session.delete(entry)
    db.session.flush()
    db.session.delete(file)


def forget_other_payers() -> int:
    """Of a line that was said to be no gift, who paid and why is kept for some weeks, in case that
    was a mistake, and then forgotten (GDPR, article 5.1.e). Its key stays, so that it does not come
    back with the next file. How many lines.
    """
    found = queries.other_lines_before(clock.now() - KEPT_FOR)
    for entry in found:
        entry.payer = entry.iban = entry.remittance = entry.donor_id = entry.ground = None
    if found:
        events.record("bank_file.lines_forgotten", lines=len(found))
    return len(found)


def _with_donor(entry: BankEntry) -> int:
    """The donor with the account of the line, or a new one with its name; how many were added."""
    if entry.donor_id is not None or not entry.payer:
        return 0
    holder = holder_of(entry.iban) if entry.iban else None
    entry.donor_id = holder.id if holder else _added(entry, entry.payer).id
    return 0 if holder else 1


def _added(entry: BankEntry, name: str) -> Donor:
    donor = add_donor(
        kind=DonorKind.PERSON, name=name, iban=entry.iban, language=tenant().default_language
    )
    db.session.flush()
    return donor


def _make_gift(entry: BankEntry) -> None:
    gift = Gift(
        donor_id=entry.donor_id,
        received_on=entry.booked_on,
        amount_cents=entry.amount_cents,
        way=Way.TRANSFER,
        purpose=(entry.remittance or "")[:200] or None,
        bank_entry_id=entry.id,
        recorded_at=clock.now(),
        recorded_by_id=viewer().user_id,
    )
    db.session.add(gift)
    events.record("gift.recorded", gift, way=gift.way, amount_cents=gift.amount_cents)


def _asked(question: Callable[[Sequence[str]], T], values: Sequence[Any]) -> Iterator[T]:
    """The answers to a question about many values, so many at once."""
    for some in batched(values, AT_ONCE):
        yield question(some)
