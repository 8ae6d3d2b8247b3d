"""Running an onboarding: one at a time, from the first step that is left to the last."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.core import logs
from app.core.tenant_files import Mistake
from app.onboarding.account import Account, read_account
from app.onboarding.answers import FIELDS, Given, place_of
from app.onboarding.planning import Plan, Surroundings, plan
from app.onboarding.steps import STEPS, CannotGoOn, Facts, Run, Step

DONE, BEFORE, WOULD, FAILED = "done", "done before", "would be done", "failed"


class Busy(Exception):
    """Another onboarding works on these folders."""


class StepFailed(Exception):
    """A step could not be done; the account says which, and a later run goes on there."""

    def __init__(self, step: str, told: str) -> None:
        self.step, self.told = step, told
        super().__init__(f"{step}: {told}")


@dataclass(frozen=True)
class Told:
    """What is said of one step."""

    name: str
    state: str
    seconds: float = 0
    facts: Facts = field(default_factory=dict)


Telling = Callable[[Told], None]
After = Callable[[str], None]


@contextmanager
def alone(tenants: Path) -> Iterator[None]:
    """Raises `Busy` while another run writes there. A killed one lets go by itself."""
    handle = os.open(tenants, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy("another onboarding is running; wait until it has ended") from None
    finally:
        os.close(handle)


def prepare(code: str, given: Given, around: Surroundings, *, resume: bool) -> tuple[Plan, Account]:
    """What would be done, from these answers and those of a run before. Writes nothing."""
    account = read_account(around.instance, code)
    answers = {**account.answers, **given}
    made = plan(code, answers, around)
    if account.is_begun:
        made.notices.clear()
        if not resume:
            made.mistakes += _against_other_answers(account, given)
    elif resume:
        told = "nothing of it was begun: leave --resume out"
        made.mistakes.append(Mistake("answers", "code", code, told))
    return made, replace(account, answers=_to_keep(answers))


def run(
    made: Plan,
    account: Account,
    around: Surroundings,
    tell: Telling,
    after: After = lambda step: None,
) -> Run:
    """All the steps that are left. Raises `StepFailed`; what was done until then is kept."""
    going = Run(made, around, account)
    account.save()
    for step in STEPS:
        if step.name in account.steps and not step.again:
            tell(Told(step.name, BEFORE, account.steps[step.name]))
        else:
            tell(_do(step, going))
        after(step.name)
    return going


def rehearse(made: Plan, account: Account, around: Surroundings, tell: Telling) -> None:
    """Say every step and what it would write; nothing is changed."""
    going = Run(made, around, account)
    for step in STEPS:
        before = step.name in account.steps and not step.again
        lines = [] if before else step.would(going)
        tell(Told(step.name, BEFORE if before else WOULD, facts={"would": lines} if lines else {}))


def _do(step: Step, going: Run) -> Told:
    began = time.perf_counter()
    try:
        facts = step.does(going)
    except Exception as error:
        going.account.failed_at(step.name)
        told = str(error) if isinstance(error, CannotGoOn) else logs.told(error)
        raise StepFailed(step.name, told) from error
    seconds = time.perf_counter() - began
    going.account.done(step.name, seconds)
    return Told(step.name, DONE, round(seconds, 3), facts)


def _against_other_answers(account: Account, given: Given) -> Iterator[Mistake]:
    """Once the country's files are there, other answers would not reach them."""
    if "files" not in account.steps:
        return
    for name, value in _to_keep(given).items():
        if name in account.answers and account.answers[name] != value:
            file, place = place_of(given, name)
            told = f"was begun with {account.answers[name]!r}: --resume goes on with that"
            yield Mistake(file, place, value, told)


def _to_keep(given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept: texts, and paths that hold wherever the next run is begun."""
    kept = {name: given[name] for name in FIELDS if given.get(name)}
    if "antennas" in kept:
        kept["antennas"] = str(Path(kept["antennas"]).expanduser().absolute())
    return {name: list(one) if isinstance(one, tuple) else one for name, one in kept.items()}
