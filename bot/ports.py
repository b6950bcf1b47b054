"""Ports of this machine: free, or taken by another program."""

import os
import socket

LOOPBACK = "127.0.0.1"
"""Where this machine alone can reach us."""


class PortTakenError(Exception):
    """Nothing can be listened to there; another program does already, perhaps."""


def is_free(port: int, host: str) -> bool:
    """Whether nobody listens on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def listening(host: str, port: int) -> socket.socket:
    """Listen: whoever connects from now on waits until a server answers. Raises PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as refused:
        raise PortTakenError(
            f"Nothing can listen on port {port} of {host}: {_why(refused)}. "
            "End what listens there, or choose another with --port and --host."
        ) from None


def _why(refused: OSError) -> str:
    number = refused.errno or 0  # below 0 where a name is not known
    return os.strerror(number) if number > 0 else str(refused)
