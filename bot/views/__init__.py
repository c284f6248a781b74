"""How things look: data in, card out. The views below are drawn by the worker, at the moment a message is sent."""

from __future__ import annotations

from collections.abc import Mapping

from bot.views.asked import question, solved
from bot.views.bundle import bundle_offered, bundled
from bot.views.calling import called_in, spar
from bot.views.decided import announced, assigned, called_again, ends, evaluated, listed, spar_back, told
from bot.views.entrusted import entrusted
from bot.views.history import history, news
from bot.views.reminder import head, nobody_came, outdated, reminder, silent, unconfirmed, untold, untold_late, waited
from bot.views.sealed import View, guarded
from bot.views.signal_card import signal_card
from bot.views.signal_receipt import receipt
from bot.views.warning import undelivered

_VIEWS: Mapping[str, View] = {
    "card": signal_card,
    "receipt": receipt,
    "history": history,
    "news": news,
    "question": question,
    "solved": solved,
    "reminder": reminder,
    "head": head,
    "silent": silent,
    "waited": waited,
    "untold": untold,
    "untold_late": untold_late,
    "unconfirmed": unconfirmed,
    "called_in": called_in,
    "nobody_came": nobody_came,
    "spar": spar,
    "spar_back": spar_back,
    "assigned": assigned,
    "called_again": called_again,
    "decision": announced,
    "decision_told": told,
    "decision_listed": listed,
    "decision_ends": ends,
    "decision_evaluated": evaluated,
    "bundled": bundled,
    "bundle_offered": bundle_offered,
    "undelivered": undelivered,
    "entrusted": entrusted,
    "outdated": outdated,
}

DRAWN: Mapping[str, View] = {name: guarded(name, view) for name, view in _VIEWS.items()}
"""Each by its name; none of them shows the words of a confidential signal to whoever may not read them."""
