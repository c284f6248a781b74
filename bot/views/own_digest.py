"""The weekly digest of one person: what waits for them first, then what moved, then what is wider than theirs."""

from __future__ import annotations

from bot.cards import Block, Card, Heading, Note, Paragraph, Spans
from bot.decisions import Decision
from bot.organisation import Organisation
from bot.texts import Words
from bot.views.digest_lines import Teller
from bot.views.region_map import tile_map
from bot.weekly import OwnDigest


def own_digest_card(digest: OwnDigest, organisation: Organisation, words: Words, whose: str = "") -> Card:
    """One sentence when there is nothing. `whose` is the name of who is away, where a deputy reads it."""
    kind = "digest.own.so_far" if digest.so_far else "digest.own.of" if whose else "digest.own"
    title = words.text(kind, number=digest.week.number, who=whose)
    point = _point(digest, words)
    teller = Teller(organisation, words, digest.posted)
    blocks: list[Block] = [Heading(title), Paragraph((point,))]
    blocks += [Note(words.spans("told.stead", who=whose))] if whose else []
    blocks += teller.listed("digest.own.to_tell", digest.to_tell, teller.late)
    blocks += teller.listed("digest.own.to_answer", digest.to_answer, teller.waits)
    blocks += teller.listed("digest.own.behind", digest.behind, teller.late)
    blocks += teller.listed("digest.own.due", digest.due, teller.due)
    also = "digest.own.claims.also" if digest.behind or digest.due else "digest.own.claims"
    blocks += teller.listed(also, digest.claims, teller.stands)
    blocks += teller.listed("digest.own.answered", digest.answered, teller.told)
    blocks += teller.listed("digest.own.moved", digest.moved, teller.stands)
    blocks += teller.listed("digest.own.stalled", digest.stalled, teller.late)
    blocks += teller.listed("digest.own.ending", digest.ending, lambda each: _ends(each, teller))
    blocks += teller.listed("digest.patterns", digest.patterns, teller.pattern)
    if len(digest.regions) > 1 and any(each.open or each.told for each in digest.regions.values()):
        blocks.append(tile_map(digest.regions, organisation, words, words.text("map.period.week")))
    blocks += teller.opening(digest.signals)
    if not (digest.is_empty or whose):
        blocks.append(Note(words.spans("digest.own.list")))
    return Card(f"{title}: {point}", tuple(blocks), language=words.language, shortened=words.text("digest.shortened"))


def _point(digest: OwnDigest, words: Words) -> str:
    counts = {
        "to_tell": len(digest.to_tell),
        "to_answer": len(digest.to_answer),
        "behind": len(digest.behind),
        "due": len(digest.due),
        "stalled": len(digest.stalled),
        "answered": len(digest.answered),
        "moved": len(digest.moved),
    }
    said = [words.count(f"digest.own.point.{name}", number) for name, number in counts.items() if number]
    if not said:
        return words.text("digest.own.quiet" if digest.is_empty else "digest.own.calm")
    return words.text("digest.point", list=", ".join(said))


def _ends(decision: Decision, teller: Teller) -> Spans:
    """A decision by its number, what it was, and the day on which it ends, is answered or is looked back at."""
    words, region = teller.words, teller.organisation.region(decision.region)
    return words.spans(
        f"digest.own.decision.{decision.kind}",
        number=decision.number,
        kind=words.text(f"decision.{decision.kind}"),
        region=region.name if region else decision.region,
        party=teller.party(decision.fields.get("party", "")),
        day=words.day(decision.until) if decision.until else "",
        evaluation=words.day(decision.evaluation) if decision.evaluation else "",
    )
