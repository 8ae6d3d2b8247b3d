"""Writing what the rows of a list come to, by the same actions as the pages of funders."""

from collections.abc import Sequence
from typing import Any

from app.core import clock
from app.core.events import plain
from app.funderlists import queries
from app.funderlists.verdicts import Known, Plan, Verdict
from app.funders import actions, relations
from app.funders.models import Funder, FunderContact


class Writing:
    """The plans of a list, one after the other; `write` gives what it takes to undo them."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = [each for each in plans if each.verdict in {Verdict.NEW, Verdict.COMPLETED}]
        ids = {each.known.id for each in self.plans if each.known and each.known.id}
        self.there = queries.funders_by_id(ids)
        self.made: dict[str, Funder] = {}
        self.people: dict[int, FunderContact] = {}
        self.written: dict[str, list[Any]] = {
            name: [] for name in ("funders", "contacts", "reminders", "changes")
        }

    def write(self) -> dict[str, Any]:
        for plan in self.plans:
            funder = self._funder(plan)
            self._contact(plan, funder)
            if plan.reminder:
                due_on, text = plan.reminder
                reminder = relations.set_reminder(funder=funder, due_on=due_on, text=text)
                self.written["reminders"].append(reminder.id)
        return self.written

    def _funder(self, plan: Plan) -> Funder:
        if plan.verdict == Verdict.NEW:
            owned = {"owner_id": None} | plan.funder
            funder = actions.add_funder(name=plan.row.name, **owned)
            self.made[plan.key] = funder
            self.written["funders"].append(funder.id)
            return funder
        funder = self._known(plan.key, plan.known)
        said = dict(plan.funder)
        since = {"stage_since": clock.today()} if "stage" in said else {}
        self._note(funder.id, None, funder, said | since)
        if "stage" in said:
            actions.move(funder=funder, stage=said.pop("stage"))
        if said:
            actions.change_funder(funder=funder, **said)
        return funder

    def _known(self, key: str, known: Known | None) -> Funder:
        """A funder there was, or one that an earlier row of this list added."""
        return self.there[known.id] if known and known.id else self.made[key]

    def _contact(self, plan: Plan, funder: Funder) -> None:
        if not plan.contact or plan.person is None:
            return
        if "name" in plan.contact and plan.person.id is None and id(plan.person) not in self.people:
            contact = relations.add_contact(funder=funder, **plan.contact)
            self.people[id(plan.person)] = contact
            self.written["contacts"].append([contact.id, funder.id])
            return
        contact = self.people.get(id(plan.person)) or _of(funder, plan.person.id)
        self._note(funder.id, contact.id, contact, plan.contact)
        relations.change_contact(funder=funder, contact=contact, **plan.contact)

    def _note(self, funder_id: int, contact_id: int | None, row: Any, said: dict[str, Any]) -> None:
        """How it was before, so that it can become that again."""
        for name, value in said.items():
            change = [funder_id, contact_id, name, getattr(row, name), value]
            self.written["changes"].append(plain(change))


def _of(funder: Funder, contact_id: int | None) -> FunderContact:
    return next(each for each in funder.contacts if each.id == contact_id)
