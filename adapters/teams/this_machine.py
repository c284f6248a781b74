"""Whether a request was made here and by a program: all that a stand-in without tokens can show.

Without these checks a page in somebody's browser could speak to us, by our own address or by a name that points at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from adapters.teams.refused import Refused
from adapters.teams.trust import on_this_machine

_ONLY_BROWSERS_AND_PROXIES = ("origin", "sec-fetch-site", "forwarded", "via", "x-forwarded-for", "x-forwarded-host")


def check(headers: Mapping[str, str], peer: str) -> None:
    """`headers` by their names in small letters, `peer` the address at the other end; raises Refused (401 or 403)."""
    if not _is_loopback(peer):
        raise Refused(401, "A token of Microsoft is needed.")
    if not on_this_machine(f"http://{headers.get('host', '')}"):
        raise Refused(403, "Ask for this machine by its own name.")
    if any(name in headers for name in _ONLY_BROWSERS_AND_PROXIES):
        raise Refused(403, "Only a program on this machine may ask.")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(400, "Send JSON.")


def _is_loopback(peer: str) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
