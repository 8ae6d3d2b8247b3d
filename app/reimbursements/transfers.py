"""The file for the bank: a SEPA credit transfer (ISO 20022 pain.001), valid by its schema.

Only a job or a command imports this: the library and its schemas are heavy.
"""

import re
import unicodedata

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError

from app.core import clock, events
from app.core.tenancy import tenant
from app.reimbursements import queries
from app.reimbursements.models import Batch, BatchState, Organisation

FOREIGN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")
"""What is outside the letters of SEPA (EPC217-08, Best Practices, SEPA character set)."""


def produce(batch: Batch) -> None:
    """Make the file once; a batch of which it cannot be made is marked as failed."""
    organisation = queries.organisation()
    if batch.state != BatchState.WAITING or organisation is None:
        return
    try:
        batch.content = pain(batch, organisation, queries.payees_of(batch))
    except ValidationError:
        batch.state = BatchState.FAILED
        events.record("expense_batch.failed", batch)
        return
    batch.state, batch.produced_at = BatchState.READY, clock.now()
    events.record("expense_batch.produced", batch, format=batch.format)


def pain(batch: Batch, organisation: Organisation, payees: list[queries.Payee]) -> bytes:
    """Raises `ValidationError` when the schema of the format refuses it."""
    debtor = {
        "name": plain(organisation.name),
        "IBAN": organisation.iban,
        "batch": True,
        "currency": tenant().currency,
    }
    if organisation.bic:
        debtor["BIC"] = organisation.bic
    transfer = SepaTransfer(debtor, schema=batch.format, clean=True)
    for payee in payees:
        transfer.add_payment(
            {
                "name": plain(payee.name),
                "IBAN": payee.iban,
                "amount": payee.cents,
                "execution_date": batch.execute_on,
                "description": batch.reference,
                "endtoend_id": f"{batch.reference}-{payee.person_id}",
            }
        )
    return bytes(transfer.export(validate=True))


WITHOUT_ACCENT = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
"""Letters that do not come apart into one of ours and an accent."""


def plain(text: str) -> str:
    """With the letters that every bank takes, at most 70 of them."""
    apart = unicodedata.normalize("NFKD", text.translate(WITHOUT_ACCENT))
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(FOREIGN.sub(" ", letters).split())[:70] or "-"
