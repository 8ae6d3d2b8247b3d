"""Payments: the file for the bank, each expense once, the list of the year."""

import csv
import io
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
import sepaxml
from lxml import etree
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import Refused
from app.core.export import as_csv
from app.core.viewer import SYSTEM, acting_as
from app.expenses.actions import deciding
from app.expenses.models import State
from app.reimbursements import queries, statements
from app.reimbursements.actions import paying
from app.reimbursements.models import Batch, BatchLine, BatchState
from app.volunteer_caps.files import FORMATS
from tests import make
from tests.expenses import stage
from tests.expenses.test_actions import make_file
from tests.reimbursements.stage import IBAN, OTHER_IBAN, account, organisation, payment

SCHEMAS = Path(sepaxml.__file__).parent / "schemas"


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


@pytest.fixture
def marc(app):
    found = stage.mentor(first_name="Éloïse", last_name="Dupont & Müller-Strauß")
    account(found)
    organisation()
    return found


def content(batch):
    return queries.find_batch(batch.id, whole=True).content


def texts(xml, name):
    return [node.text for node in etree.fromstring(xml).iter(f"{{*}}{name}")]


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_is_valid_by_the_schema_of_the_bank(marc, form):
    rows = [stage.approved(marc, day) for day in ("2026-10-01", "2026-10-02")]
    batch = paying.make_batch(execute_on=date(2026, 11, 23))
    batch.format = form
    import_module("app.reimbursements.transfers").produce(batch)
    db.session.flush()
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{form}.xsd"))
    assert schema.validate(etree.fromstring(content(batch))), schema.error_log
    assert texts(content(batch), "InstdAmt") == ["80.00"]
    assert texts(content(batch), "IBAN") == [OTHER_IBAN, IBAN]
    assert "Eloise Dupont Muller-Strauss" in texts(content(batch), "Nm")
    assert [row.state for row in rows] == [State.EXPORTED] * 2


def test_a_payment_with_the_code_of_the_bank_is_valid_too(marc):
    organisation(bic="GKCCBEBB")
    stage.approved(marc)
    batch = payment()
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{batch.format}.xsd"))
    assert schema.validate(etree.fromstring(content(batch))), schema.error_log


def test_one_transfer_for_each_mentor_and_those_without_an_account_are_told(marc):
    anna, bert = stage.mentor(first_name="Anna"), stage.mentor(first_name="Bert")
    account(anna, OTHER_IBAN)
    for person in (marc, anna, bert):
        stage.approved(person)
        stage.approved(person, "2026-11-11")
    batch = payment()
    assert (batch.expenses_count, batch.payees_count, batch.total_cents) == (4, 2, 16000)
    assert texts(content(batch), "InstdAmt") == ["80.00", "80.00"]
    assert [(row.name, row.cents) for row in queries.without_account()] == [("Bert Servais", 8000)]


def test_nothing_to_pay_no_account_of_ours_or_a_day_gone_by_is_refused(app):
    for day, codes in ((date(2026, 11, 19), ["no_organisation", "too_early"]),):
        with pytest.raises(Refused) as refusal:
            paying.make_batch(execute_on=day)
        assert [reason.code for reason in refusal.value.reasons] == codes
    organisation()
    with pytest.raises(Refused) as refusal:
        paying.make_batch(execute_on=stage.TODAY)
    assert [reason.code for reason in refusal.value.reasons] == ["nobody_to_pay"]


def test_the_database_itself_refuses_to_pay_an_expense_twice(marc):
    row = stage.approved(marc)
    first = payment()
    line = {"expense_id": row.id, "person_id": marc.id, "amount_cents": 4000}
    db.session.add(BatchLine(batch_id=first.id, **line))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_cancelled_payment_frees_its_expenses_and_a_paid_one_stays(marc):
    row = stage.approved(marc)
    first = payment()
    paying.cancel(batch=first)
    db.session.commit()
    assert (row.state, first.state) == (State.APPROVED, BatchState.CANCELLED)
    second = payment()
    assert second.state == BatchState.READY
    paying.confirm(batch=second, paid_on=stage.TODAY)
    assert (row.state, row.paid_on) == (State.PAID, stage.TODAY)
    for again in (paying.cancel, deciding.take_back):
        with pytest.raises(Refused):
            again(**({"batch": second} if again is paying.cancel else {"expense": row}))


def test_the_job_makes_a_file_once(marc):
    stage.approved(marc)
    batch = payment()
    before = content(batch)
    with acting_as(SYSTEM):
        import_module("app.reimbursements.jobs").produce(batch.id)
    assert content(batch) == before


def test_an_expense_in_a_payment_cannot_go_back(marc):
    row = stage.approved(marc)
    payment()
    with pytest.raises(Refused) as refusal:
        deciding.take_back(expense=row)
    assert [reason.code for reason in refusal.value.reasons] == ["in_batch"]


def test_the_list_of_a_year_by_name_day_and_amount(marc):
    stage.approved(marc, "2026-03-01")
    stage.approved(marc, "2026-02-01", amount_cents=1250)
    stage.approved(marc, "2025-02-01")
    stage.entered(marc, day="2026-04-01")
    headers, rows = statements.year_table(2026)
    lines = list(csv.reader(io.StringIO(as_csv(headers, rows).decode("utf-8-sig")), delimiter=";"))
    assert [(line[0], line[1], line[5]) for line in lines[1:]] == [
        ("Éloïse Dupont & Müller-Strauß", "2026-02-01", "12.5"),
        ("Éloïse Dupont & Müller-Strauß", "2026-03-01", "40.0"),
    ]


def test_the_paper_of_a_mentor_is_a_pdf(marc):
    stage.approved(marc)
    assert statements.paper_of(marc, 2026).get_data().startswith(b"%PDF")
    assert statements.paper_of(marc, 2024) is None


def test_a_waiver_is_not_paid_and_its_receipt_says_what_the_law_asks(neighbour):
    with neighbour.app_context(), acting_as(SYSTEM):
        organisation(number="W751234567", address="1 rue Inventée, Lille", purpose="Aide")
        luc = stage.mentor(antenna="LIL", first_name="Luc")
        account(luc)
        for day in ("2026-03-01", "2026-05-01"):
            row = stage.entered(luc, "cost", day, file=make_file(), waive=True)
            deciding.approve(expense=row)
        db.session.commit()
        assert queries.payable() == []
        headers, rows = statements.waiver_table(2026)
        [receipt] = rows
        said = dict(zip(headers, receipt, strict=True))
        assert list(said.values())[:5] == [
            f"Cerfa 11580 2026-{luc.id}",
            "Tandem Belgique asbl",
            "W751234567",
            "1 rue Inventée, Lille",
            "Aide",
        ]
        assert 80.0 in receipt
        assert date(2026, 3, 1) in receipt
        assert make.count(Batch) == 0
