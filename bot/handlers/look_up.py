"""What can I do here? Help, privately."""

from __future__ import annotations

from bot.conversation import Command, Reply, Say
from bot.store.work import Work
from bot.views.help import help_card


async def help_(command: Command, work: Work) -> Reply:
    """What the asker's roles can do, and whom to ask for more."""
    return Say(help_card(work.actor, work.organisation, work.words))
