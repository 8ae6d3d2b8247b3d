"""A running installation of its own: databases, invented people, gunicorn on a free port."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.config import REPOSITORY

START_SECONDS = 60
STOP_SECONDS = 15
COMMAND = "from app.cli import main; main(prog_name='tandem')"


@dataclass(frozen=True)
class Account:
    """One line of the demonstration accounts; `word` is what stands before the @."""

    host: str
    email: str
    password: str
    role: str

    @property
    def word(self) -> str:
        return self.email.partition("@")[0]

    @property
    def code(self) -> str:
        return self.host.partition(".")[0]


@dataclass(frozen=True)
class Answer:
    status: int
    type: str
    body: str


@dataclass
class Site:
    """All tenants by host, as `scripts/serve` runs them, without queue and worker."""

    folder: Path
    port: int = 0
    web: "subprocess.Popen[bytes] | None" = None
    accounts: dict[str, Account] = field(default_factory=dict)

    def start(self) -> None:
        self.port = free_port()
        self.tandem("tenants", "migrate")
        self.tandem("demo", "make")
        lines = (self.folder / "demo-accounts.txt").read_text("utf-8").splitlines()
        found = [Account(*line.split("\t")[:4]) for line in lines]
        self.accounts = {f"{one.code}/{one.word}": one for one in found}
        log = (self.folder / "web.log").open("wb")
        with log:
            self.web = subprocess.Popen(  # noqa: S603 - our own words
                [sys.executable, "-m", "gunicorn", *self.options(), "wsgi:application"],
                cwd=REPOSITORY,
                env=self.surroundings(),
                stdout=log,
                stderr=log,
            )
        self.await_health()

    def options(self) -> list[str]:
        where = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        return [*where, "--workers", "2", "--preload", "--no-control-socket"]

    def tandem(self, *words: str) -> str:
        """What a command of the installation prints; a failure fails the test with its words."""
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", COMMAND, *words],
            cwd=REPOSITORY,
            env=self.surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def surroundings(self) -> dict[str, str]:
        """No queue: what is meant for it waits in the outbox."""
        kept = {key: value for key, value in os.environ.items() if key not in NOT_OURS}
        return kept | self.place()

    def place(self) -> dict[str, str]:
        return {"TANDEM_INSTANCE": str(self.folder), "TANDEM_PORT": str(self.port)}

    def await_health(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.web and self.web.poll() is None:
            try:
                if self.get("be", "/health").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise AssertionError((self.folder / "web.log").read_text("utf-8", "replace"))

    def stop(self) -> None:
        if self.web is not None and self.web.poll() is None:
            self.web.terminate()
            try:
                self.web.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.web.kill()
                self.web.wait()

    def address(self, code: str, path: str = "") -> str:
        return f"http://{code}.localhost:{self.port}{path}"

    def get(self, code: str, path: str, cookies: Iterable[Mapping[str, object]] = ()) -> Answer:
        """By header, as not every resolver knows *.localhost; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Host": f"{code}.localhost:{self.port}",
            "Cookie": "; ".join(f"{one['name']}={one['value']}" for one in cookies),
        }
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, answer.headers.get_content_type(), body)
        finally:
            connection.close()


NOT_OURS = {"TENANT", "REDIS_URL", "TANDEM_POSTGRES_URL", "TANDEM_INSTANCE", "TANDEM_PORT"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
