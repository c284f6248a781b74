"""What the clock says about a signal to a channel or to one person: each one sentence, and the way to the signal."""

from __future__ import annotations

from bot.cards import Button, Buttons, Card, Paragraph, Spans, plain
from bot.views.counted import ahead, day_number, days_passed, working_days
from bot.views.sight import Sight


def reminder(sight: Sight) -> Card:
    """To the channel: nobody has taken it on yet; the card itself may stand far above."""
    day = day_number(sight)
    key = "reminder.unclaimed" if day else "reminder.unclaimed.today"
    return _said(sight, sight.words.spans(key, **_names(sight), day=day))


def head(sight: Sight) -> Card:
    """To the head of the lead directorate: still nobody, and when the regiocommissaris will hear it."""
    at = sight.planned.get("unclaimed_commissioner")
    if at is None:
        return _said(sight, sight.words.spans("reminder.unclaimed.today", **_names(sight)))
    return _said(sight, ahead("reminder.head", at, sight, **_names(sight)))


def silent(sight: Sight) -> Card:
    """To the fixer: nothing was said since."""
    day = sight.words.short_day(sight.since) if sight.since else ""
    return _said(sight, sight.words.spans("reminder.silent", **_names(sight), day=day))


def waited(sight: Sight) -> Card:
    """To the fixer: the wait is over."""
    return _said(sight, sight.words.spans("reminder.waited", **_names(sight)))


def untold(sight: Sight) -> Card:
    """To the liaison: the region has not heard the answer."""
    return _said(sight, sight.words.spans("reminder.untold", **_names(sight)))


def untold_late(sight: Sight) -> Card:
    """To the liaison: it has not for long."""
    days = working_days(days_passed(sight), sight.words)
    return _said(sight, sight.words.spans("reminder.untold_late", **_names(sight), days=days))


def unconfirmed(sight: Sight) -> Card:
    """To the fixer: what was solved has not been told."""
    waiting = [sight.place(key) for key in sight.signal.unheard]
    names = {**_names(sight), "region": sight.words.all_of(waiting)}
    return _said(sight, sight.words.spans("reminder.unconfirmed", **names))


def nobody_came(sight: Sight) -> Card:
    """To the head and the admins: there is no regiocommissaris who can be reached."""
    return _said(sight, sight.words.spans("nobody_came", **_names(sight)))


def outdated(sight: Sight) -> Card:
    """Where something was said that has long been answered: nothing of it, and the way to how it is now."""
    return _said(sight, sight.words.spans("outdated", **_names(sight)))


def _names(sight: Sight) -> dict[str, str]:
    return {"number": sight.signal.number, "region": sight.region}


def _said(sight: Sight, spans: Spans) -> Card:
    look = Button(sight.words.text("button.look"), "look")
    return Card(plain(spans), (Paragraph(spans), Buttons((look,))), language=sight.words.language)
