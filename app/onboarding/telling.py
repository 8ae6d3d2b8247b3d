"""What an operator reads of an onboarding: line by line, or one JSON document in the end."""

import json
from typing import Any

import click

from app.onboarding.account import PENDING, Account
from app.onboarding.actions import DONE, FAILED, StepFailed, Told
from app.onboarding.planning import Plan
from app.onboarding.steps import Run

WORDS = {
    "files": "the country's files",
    "secrets": "secrets",
    "database": "database, roles and grants",
    "migrate": "tables, with the mark of the owner",
    "owner": "the owner's mark is this country's",
    "antennas": "antennas and rules",
    "content": "shared training content",
    "queue": "user of the queue",
    "invitation": "invitation of the first administrator",
    "crawl": "every page in every language",
    "active": "open to everybody",
}


class Report:
    """Says what happens; with `as_json` nothing until the end."""

    def __init__(self, code: str, *, as_json: bool) -> None:
        self.as_json = as_json
        self.said: dict[str, Any] = {"code": code, "state": "refused", "steps": []}

    def planned(self, made: Plan) -> None:
        self.said["mistakes"] = [str(mistake) for mistake in made.mistakes]
        self.said["notices"] = list(made.notices)
        if made.mistakes:
            for mistake in self.said["mistakes"]:
                self._line(mistake, err=True)
            self._line("Nothing was written.", err=True)
            self.end()
            return
        self.said["state"] = PENDING
        for notice in made.notices:
            self._line(notice)

    def tell(self, told: Told) -> None:
        step = {"name": told.name, "state": told.state, "seconds": told.seconds}
        self.said["steps"].append(step | told.facts)
        self._line(f"{told.name:<11} {told.state:<12} {told.seconds:6.2f} s  {WORDS[told.name]}")
        for line in [*told.facts.get("would", ()), *_remarks(told)]:
            self._line(f"{'':<11} {line}")

    def failed(self, failure: StepFailed) -> None:
        step = {"name": failure.step, "state": FAILED, "seconds": 0, "reason": failure.told}
        self.said["steps"].append(step)
        code = self.said["code"]
        told = failure.told.replace("; ", f"\n{'':<11} ")
        self._line(f"{failure.step:<11} failed: {told}", err=True)
        self._line(f"Nobody can reach {code} yet. Go on with --resume.", err=True)
        self.end()

    def fail(self, reason: str) -> None:
        self.said["reason"] = reason
        self._line(reason, err=True)
        self.end()

    def already(self, account: Account) -> None:
        self.said["state"] = account.state
        self._line(f"{account.code} is active already; nothing was changed.")
        self.end()

    def finished(self, going: Run) -> None:
        address = going.settings.public_url
        spent = (step["seconds"] for step in self.said["steps"] if step["state"] == DONE)
        self.said |= {
            "state": going.account.state,
            "seconds": round(sum(spent), 3),
            "invitation": going.invitation or None,
            "addresses": {
                "pages": f"{address}/",
                "registration": f"{address}/register/",
                "sign_in": f"{address}/accounts/sign-in",
            },
        }
        self._line(f"\n{going.code} is active: {address}/")
        if going.invitation:
            self._line(f"Invitation for {going.plan.admin}, told only this once:")
            self._line(going.invitation)
        self._line("Processes that run already serve it once they are started again.")
        self.end()

    def end(self) -> None:
        if self.as_json:
            click.echo(json.dumps(self.said, ensure_ascii=False))

    def _line(self, text: str, *, err: bool = False) -> None:
        if not self.as_json:
            click.echo(text, err=err)


def _remarks(told: Told) -> list[str]:
    """What somebody must do, or should know, after a step."""
    facts = told.facts
    lines = [
        f"{number} texts are still to be translated into {language}; until then the pages say them"
        " in the country's default language"
        for language, number in facts.get("missing", {}).items()
        if number and told.name == "files"
    ]
    if told.name == "content" and not facts.get("modules"):
        lines.append("no module is published here yet; the worker fetches them once there are")
    if command := facts.get("command"):
        lines.append(f"on a queue server that knows users: {command}")
    lines += [f"still asked for: {key}" for key in facts.get("asked_for", ())]
    return lines
