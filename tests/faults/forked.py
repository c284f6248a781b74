"""Processes that may be killed: forked from one that has read everything already, whichever life they lead."""

import multiprocessing

from tests.postgres import cut_connections

processes = multiprocessing.get_context("forkserver")
# One list for all: a list of each test's own would replace the other's, and every life would begin by reading the code.
LIVES = ["tests.faults.core_life", "tests.faults.store_life", "tests.faults.grown_up"]
# What the product reads only when it is used, which every life does.
IN_USE = ["babel.numbers", "bot.store.sqlite", "bot.store.postgres", "sqlalchemy.dialects.postgresql.asyncpg"]
IN_USE += ["holidays.countries"]
processes.set_forkserver_preload([*LIVES, *IN_USE])


async def at_rest(url: str) -> None:
    """Nobody asked by a dead process is still at it: a server may finish what its client no longer waits for."""
    if url.startswith("postgresql"):
        await cut_connections(url)
