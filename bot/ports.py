"""Ports of this machine: free, or taken by another program."""

import socket


class PortTakenError(Exception):
    """Another program listens there already."""


def is_free(port: int, host: str) -> bool:
    """Whether nobody listens on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
