"""`regiolijn serve` with a single command on its contents page: what all the others cost shows beside it."""

from __future__ import annotations

import runpy
import sys
from dataclasses import replace

from bot import serving

serving.CONTENTS = replace(
    serving.CONTENTS,
    commands={"knelpunt": serving.CONTENTS.words["help"]},
    words={"help": serving.CONTENTS.words["help"]},
    message_actions={},
    presses={},
    submissions={},
)

if __name__ == "__main__":
    sys.argv = ["bot", "serve"]
    runpy.run_module("bot", run_name="__main__")
