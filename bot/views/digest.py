"""The weekly digest of a directorate or a region: what came back first, then what is new, waits and is late."""

from __future__ import annotations

from collections import Counter

from bot.cards import Block, Bold, Card, Fact, Facts, Heading, Note, Paragraph
from bot.organisation import Directorate, Organisation
from bot.organisation.naming import Entry
from bot.pictures import Chart, Series
from bot.signals import State
from bot.texts import Words
from bot.views.digest_lines import Teller
from bot.weekly import Counts, Digest

POINTS = ("told", "filed", "claimed", "solved", "declined")
"""What happened, as it is said in one sentence."""

COMPARED = ("filed", "claimed", "solved", "told", "declined")
"""What is set beside the week before."""


def digest_card(digest: Digest, organisation: Organisation, words: Words) -> Card:
    """One line when nothing moved and nothing is late."""
    title = words.text(
        "digest.title.so_far" if digest.so_far else "digest.title", name=digest.name, number=digest.week.number
    )
    point = _point(digest, words)
    said = f"{title}: {point}"
    period = words.days(digest.week.monday, digest.week.sunday)
    blocks: list[Block] = [Paragraph((Bold(title), f" ({period}). {point}"))]
    if digest.moved or digest.overdue:
        blocks = [Heading(title), Note((period,)), Paragraph((point,))]
        teller = Teller(organisation, words, digest.posted, digest.escalated, digest.shared)
        blocks += _lists(digest, teller)
        blocks += _compared(digest, words)
        blocks.append(chart(digest, words))
        blocks += teller.opening(digest.signals)
        blocks.append(Note(words.spans("digest.list", name=digest.name)))
    if digest.hidden:
        blocks.append(Note((words.count("digest.hidden", digest.hidden),)))
    return Card(said, tuple(blocks), language=words.language, shortened=words.text("digest.shortened"))


def name_of(entry: Entry) -> str:
    """As people call it: a directorate by its letters, a region by its name."""
    return entry.key if isinstance(entry, Directorate) else entry.name


def _lists(digest: Digest, teller: Teller) -> list[Block]:
    counts, hidden = digest.counts, Counter(digest.hidden_in)
    is_closed = all(signal.state is State.CLOSED for signal in digest.told)
    told = "digest.told" if is_closed else "digest.told.open"
    waiting = len(digest.waiting) + hidden["waiting"]
    return [
        *teller.listed(told, digest.told, teller.told, counts.told, hidden["told"]),
        *teller.listed("digest.filed", digest.filed, teller.filed, counts.filed, hidden["filed"]),
        *teller.listed("digest.claimed", digest.claimed, teller.claimed, counts.claimed, hidden["claimed"]),
        *teller.listed("digest.waits", digest.waiting, teller.waits, waiting, hidden["waiting"]),
        *teller.listed("digest.late", digest.late, teller.late, digest.overdue, hidden["late"]),
        *teller.listed("digest.patterns", digest.patterns, teller.pattern),
    ]


def _point(digest: Digest, words: Words) -> str:
    """What there is to know, in one sentence."""
    if not digest.moved:
        key = "digest.quiet.late" if digest.overdue else "digest.quiet"
        standing = words.count("digest.open", digest.open) if digest.open else words.text("digest.open.none")
        return words.text(key, open=standing, late=digest.overdue)
    counts = digest.counts
    numbers = {name: _count(name, counts) for name in POINTS}
    said = [words.text(f"digest.point.{name}", number=number) for name, number in numbers.items() if number]
    said += [words.text("digest.point.late", number=digest.overdue)] if digest.overdue else []
    said += [words.count("digest.point.escalated", counts.escalated)] if counts.escalated else []
    return words.text("digest.point", list=", ".join(said))


def _compared(digest: Digest, words: Words) -> tuple[Block, ...]:
    """Every count beside that of the week before, but what neither had; no week is better for having more or fewer."""
    if len(digest.course) < 2:
        return ()
    before, _ = digest.course[-2]
    title = Paragraph(words.spans("digest.compared", number=before.number))
    told = [name for name in COMPARED if _count(name, digest.counts) or _count(name, digest.before)]
    facts = tuple(Fact(words.text(f"digest.count.{name}"), (_delta(name, digest, words),)) for name in told)
    return (title, Facts(facts)) if facts else ()


def _delta(name: str, digest: Digest, words: Words) -> str:
    now, before = _count(name, digest.counts), _count(name, digest.before)
    key = "same" if now == before else "more" if now > before else "less"
    return words.text(f"digest.delta.{key}", number=now, by=abs(now - before))


def _count(name: str, counts: Counts) -> int:
    number: int = getattr(counts, name)
    return number


def chart(digest: Digest, words: Words) -> Chart:
    """New and told, week after week: whether the region hears back of what it brings."""
    series = tuple(
        Series(words.text(f"digest.count.{name}"), tuple(_count(name, counts) for _, counts in digest.course))
        for name in ("filed", "told")
    )
    filed, told = (sum(each.values) for each in series)
    return Chart(
        title=words.text("digest.chart"),
        labels=tuple(words.text("digest.week", number=week.number) for week, _ in digest.course),
        series=series,
        takeaway=words.text(
            "digest.takeaway",
            number=digest.week.number,
            filed=digest.counts.filed,
            told=digest.counts.told,
            all_filed=filed,
            all_told=told,
            weeks=len(digest.course),
        ),
    )
