"""One line per step: replies under a signal's card, and the short direct message that a step also sends."""

from __future__ import annotations

from datetime import date

from bot.cards import Card, Paragraph, Spans, plain
from bot.signals import CLOCK, REGION, Event, Step, Verdict
from bot.views.counted import days_passed, working_days
from bot.views.regions import without_region
from bot.views.sight import Sight

DATED = frozenset({Step.WAIT, Step.TELL})
"""Steps whose facts hold days."""


def history(sight: Sight) -> Card:
    """What happened, for the thread under the card."""
    return _line(sight, "history")


def news(sight: Sight) -> Card:
    """What happened, for one person: an edited message notifies nobody."""
    return _line(sight, "news")


def _line(sight: Sight, kind: str) -> Card:
    spans = _sentence(sight, kind)
    return Card(summary=plain(spans), blocks=(Paragraph(spans),), language=sight.words.language)


def _sentence(sight: Sight, kind: str) -> Spans:
    event, words, signal = sight.event, sight.words, sight.signal
    if event is None:
        raise ValueError("a line of history tells about one event")
    facts = {**_told(sight, event), "number": signal.number, "who": sight.person(event.by), "lead": signal.lead}
    if expected := sight.planned.get("silent_commissioner") if kind == "news" and event.step is Step.CLAIM else None:
        return words.spans("news.claim.expected", **facts, day=words.weekday(expected))
    if kind == "news" and event.step is Step.ABSORB and len(sight.together) > 1:
        return words.spans("news.absorb.many", number=signal.number, others=words.all_of(_absorbed(sight)))
    part = ".part" if _is_part(event, sight) else ""
    return words.spans(f"{kind}.{_key(event, sight.via)}{part}", **facts)


def _absorbed(sight: Sight) -> list[str]:
    """One message for all that came at once: whoever owns it hears of each."""
    facts = (event.facts for event in sight.together)
    return [sight.words.text("absorbed.one", other=each["other"], region=sight.place(each["region"])) for each in facts]


def _is_part(event: Event, sight: Sight) -> bool:
    """Whether it was told in some of several regions, which a reader must know by name."""
    return event.step is Step.TELL and len(sight.signal.regions) > 1 and bool(event.facts.get("regions"))


def _key(event: Event, via: str) -> str:
    """A step that can be two things has two sentences."""
    match event.step:
        case Step.NOTE if via:
            return "note.via"
        case Step.WAIT if event.facts.get("for") == REGION:
            return "wait.region"
        case Step.TELL if event.facts.get("verdict") == Verdict.NOT:
            return "tell.not"
        case Step.RESUME if event.by != CLOCK:
            return "resume.early"
        case Step.REROUTE if event.facts.get("proposed", event.facts["to"]) != event.facts["to"]:
            return "reroute.triage"
        case Step.SUCCEED if "back" in event.facts:
            return "succeed.back"
        case Step.ESCALATE:
            return f"escalate.{_why(event)}"
        case _:
            return event.step


def _why(event: Event) -> str:
    """By hand with a question, or for one of the two promises that were not kept; or there was nobody to go to."""
    if not event.facts.get("to"):
        return "nobody"
    if event.facts.get("reason"):
        return "by_hand"
    return "silent" if event.facts.get("kind", "").startswith("silent") else "unclaimed"


def _told(sight: Sight, event: Event) -> dict[str, str]:
    """What the event says, as people read it."""
    words, facts = sight.words, dict(event.facts)
    names = {
        "step": facts.get("next_step", ""),
        "triage": sight.organisation.routing_fallback,
        "via": words.text(f"platform.{sight.via}") if sight.via and event.step is Step.NOTE else "",
        "outcome": sight.signal.outcome.text if sight.signal.outcome else "",
        "party": sight.party(facts.get("for", "")),
        "region": sight.place(facts.get("region", "")),
    }
    if "whom" in facts and event.step is Step.SUCCEED:
        names |= {"whom": sight.person(facts["whom"]), "to": sight.person(facts["to"])}
    if "fixer" in facts:
        names["fixer"] = sight.person(facts["fixer"])
    if event.step is Step.DECIDE:
        names["kind"] = words.text(f"decision.{facts['kind']}")
    if event.step is Step.ESCALATE:
        names |= {"to": sight.name(facts.get("to", "")), "days": working_days(days_passed(sight), words)}
    if event.step is Step.ALSO:
        names["text"] = without_region(facts["text"], names["region"])
    if _is_part(event, sight):
        names["regions"] = words.all_of([sight.place(key) for key in facts["regions"].split(",")])
    if event.step is Step.SHARE:
        names["regions"] = words.all_of([sight.place(key) for key in facts["regions"].split(",")])
    if event.step in (Step.RELATE, Step.UNRELATE):
        names |= {"number_other": facts["number"], "region": sight.region}
    if "verdict" in facts:
        names["verdict"] = words.text(f"verdict.{facts['verdict']}")
    days = {
        key: words.day(date.fromisoformat(facts[key]))
        for key in ("until", "on")
        if event.step in DATED and key in facts
    }
    return facts | names | days
