"""How things look: data in, card out. The views below are drawn by the worker, at the moment a message is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.cards import Card
from bot.views.history import history, news
from bot.views.reminder import reminder
from bot.views.sight import Sight
from bot.views.signal_card import signal_card
from bot.views.signal_receipt import receipt
from bot.views.warning import undelivered

DRAWN: Mapping[str, Callable[[Sight], Card]] = {
    "card": signal_card,
    "receipt": receipt,
    "history": history,
    "news": news,
    "reminder": reminder,
    "undelivered": undelivered,
}
