"""Brings Tandem up on this machine: environment, databases, demonstration, queue, worker, web."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from scripts import queue_server
from scripts.environment import ROOT, Problem, prepare, say
from scripts.instance import Instance
from scripts.supervisor import Command, Supervisor

READY_SECONDS = 60


def main(words: Sequence[str] | None = None) -> int:
    options = _options(words)
    # A stop during the preparations ends them as a Ctrl-C would, children included.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        serve(options)
    except Problem as problem:
        print(f"scripts/serve: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"scripts/serve: {error.strerror}: {error.filename or ''}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("scripts/serve: stopped before it was ready", file=sys.stderr)
        return 130
    return 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/serve", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where the pages are (8000)")
    parser.add_argument(
        "--fresh", action="store_true", help="begin anew: removes the instance, with all its data"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before --fresh removes it")
    return parser.parse_args(words)


def _port(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) < 65536:
        raise argparse.ArgumentTypeError(f"{word} is not a port (1 to 65535)")
    return int(word)


def serve(options: argparse.Namespace) -> None:
    """Until somebody asks for the end. Raises `Problem`."""
    instance = Instance(
        ROOT, Path(os.environ.get("TANDEM_INSTANCE") or ROOT / "instance").absolute()
    )
    os.environ |= {"TANDEM_INSTANCE": str(instance.folder), "TANDEM_PORT": str(options.port)}
    require_free(options.port)
    with instance.held():
        if options.fresh:
            begin_anew(instance, asks=sys.stdin.isatty() and not options.yes)
        programs = prepare(ROOT)
        prepare_instance(instance, programs)
        run(instance, programs, options.port)


def require_free(port: int) -> None:
    """Asked before the long work; the same question gunicorn will ask. Raises `Problem`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}); choose another with --port."
            ) from None


def begin_anew(instance: Instance, *, asks: bool) -> None:
    """Raises `Problem` rather than empty a folder that holds something else."""
    if instance.is_empty():
        return
    if not instance.looks_like_one():
        raise Problem(
            f"{instance.folder} does not look like a Tandem instance; nothing was removed."
        )
    if asks and input(f"Remove all data in {instance.folder}? Type yes: ").strip().lower() != "yes":
        raise Problem("Nothing was removed.")
    instance.remove_contents()


def prepare_instance(instance: Instance, programs: Path) -> None:
    """Catalogues, databases and, in a folder that was empty, invented people. Raises `Problem`."""
    if instance.is_empty():
        instance.note(demonstration="wanted")
    elif not instance.looks_like_one():
        raise Problem(
            f"{instance.folder} is not empty and holds no Tandem instance;"
            " set TANDEM_INSTANCE to another."
        )
    wanted = instance.notes().get("demonstration") == "wanted"
    if not wanted and instance.notes().get("prepared") == instance.fingerprint():
        return
    say("Preparing the databases and the demonstration ..." if wanted else "Preparing ...")
    steps = [
        str(programs / "python"),
        "-m",
        "scripts.preparing",
        *(["--demonstration"] if wanted else []),
    ]
    if subprocess.run(steps, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Problem("The instance could not be prepared; the reason stands above.")
    instance.note(demonstration="made" if wanted else "none", prepared=instance.fingerprint())


def run(instance: Instance, programs: Path, port: int) -> None:
    with Supervisor() as supervisor:
        if not os.environ.get("REDIS_URL"):
            start_queue(supervisor, instance, programs)
        with instance.announced(redis_url=os.environ["REDIS_URL"], port=port):
            supervisor.start(Command("worker", [str(programs / "tandem"), "worker"]))
            supervisor.start(Command("web", web(programs, port)))
            await_health(supervisor, instance, port)
            say(welcome(instance, port))
            supervisor.watch()


def start_queue(supervisor: Supervisor, instance: Instance, programs: Path) -> None:
    folder = instance.folder / "queue"
    address = queue_server.socket_path(folder)
    supervisor.start(queue_server.command(programs.parent, folder, address))
    if not supervisor.until(lambda: queue_server.answers(address), READY_SECONDS):
        raise Problem(f"The queue server does not answer; its account is {folder / 'valkey.log'}.")
    os.environ["REDIS_URL"] = f"unix://{address}"


def web(programs: Path, port: int) -> list[str]:
    """Gunicorn, loading the code once before it forks: half the memory and half the start.

    A worker that is asked to stop while it is being forked misses it (once in fifty quick stops);
    gunicorn ends it after the graceful timeout, 30 seconds unless told otherwise.
    """
    options = {
        "--bind": f"127.0.0.1:{port}",
        "--workers": "2",
        "--graceful-timeout": "5",
        "--log-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    flags = ["--preload", "--no-control-socket"]
    return [str(programs / "python"), "-m", "gunicorn", *flags, *words, "wsgi:application"]


def await_health(supervisor: Supervisor, instance: Instance, port: int) -> None:
    """Until all tenants answer 200. Raises `Problem`, and has the next start prepare again."""
    answers: dict[str, str] = {}

    def healthy() -> bool:
        urls = instance.addresses(port).values()
        answers.update((url, health(urlsplit(url).netloc, port)) for url in urls)
        return set(answers.values()) <= {"200"}

    if not supervisor.until(healthy, READY_SECONDS):
        instance.note(prepared="")
        others = ", ".join(f"{url}: {said}" for url, said in answers.items() if said != "200")
        raise Problem(f"No 200 from /health within {READY_SECONDS} seconds ({others}).")


def health(host: str, port: int) -> str:
    """The status, or why there is none. By header: not every resolver knows *.localhost."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": host})
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return f"{error}"
    finally:
        connection.close()


def welcome(instance: Instance, port: int) -> str:
    addresses = instance.addresses(port)
    lines = ["", "Tandem is ready", "", *(f"  {code:<4} {url}" for code, url in addresses.items())]
    if instance.accounts_file.is_file():
        lines += ["", f"Demonstration accounts (also in {instance.accounts_file}):", ""]
        lines += [f"  {line}" for line in instance.accounts_file.read_text("utf-8").splitlines()]
    hosts = [urlsplit(url).hostname or "" for url in addresses.values()]
    if unknown := [host for host in hosts if not resolves(host)]:
        lines += ["", "Browsers know these names; for other programs add this line to /etc/hosts:"]
        lines += [f"  127.0.0.1 {' '.join(unknown)}"]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
