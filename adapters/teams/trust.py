"""The only addresses that Teams may be answered at: our bearer token goes nowhere else.

Asked when a request comes in, when an address is kept and again when something is sent: what was kept may be old.
"""

from __future__ import annotations

import re

LONGEST = 300

_OURS = re.compile(
    r"https://(?:smba\.trafficmanager\.net|[a-z0-9][a-z0-9.-]*\.botframework\.com)(?:/[a-z0-9._~/-]*)?",
    re.ASCII | re.IGNORECASE,
)
_THIS_MACHINE = re.compile(
    r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?(?:/[a-z0-9._~/-]*)?", re.ASCII | re.IGNORECASE
)


def trusted(service_url: str, stand_in: str = "") -> bool:
    """Whether a connector lives there: Microsoft's over TLS, or below the address of the stand-in on this machine.

    Said of the whole address as it is written: no user, no port, no query, nothing that two readers could read in
    two ways.
    """
    if len(service_url) > LONGEST or ".." in service_url:
        return False
    if stand_in and on_this_machine(stand_in) and on_this_machine(service_url):
        return f"{service_url}/".startswith(f"{stand_in.rstrip('/')}/")
    return _OURS.fullmatch(service_url) is not None


def on_this_machine(url: str) -> bool:
    """Whether a plain address never leaves this machine."""
    return _THIS_MACHINE.fullmatch(url) is not None
