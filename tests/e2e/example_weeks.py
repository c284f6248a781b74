"""Weeks to look at: one in which much moved, one in which nothing did, one that no message can hold; and how all stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import cycle, islice

from bot.cards import Card
from bot.conversation import Place
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.signals import Landed, Outcome, OutcomeKind, Signal, State, Told, Verdict
from bot.standing import Numbers, Pressing, Standing
from bot.texts import words
from bot.views.digest import digest_card
from bot.views.own_digest import own_digest_card
from bot.views.stand import stand_card
from bot.weekly import Counts, Digest, Late, OwnDigest, Pattern, RegionNow
from bot.weeks import Week

WEEK = Week(2026, 47)
FILED = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)

TEXTS = (
    "De stage van een zij-instromer telt niet mee, en wie wil beginnen wacht tot september.",
    "Acht tussenbedden staan leeg: het eerstelijnsverblijf mag ze niet gebruiken.",
    "De erkenning van een Duits diploma duurt negen maanden.",
    "De subsidie voor de flexpool in de wijk komt na het seizoen.",
    "Twee gemeenten betalen samen een wijkverpleegkundige, en geen van beide mag het voorschieten.",
    "De meldplicht vraagt dezelfde gegevens drie keer, in drie systemen.",
)
ANSWERS = (
    "Een stage telt mee als het leerbedrijf erkend is; de brief daarover ligt bij alle scholen.",
    "De bedden mogen gebruikt worden als de huisarts verwijst.",
)
PEOPLE = ("ruben-alting", "marloes-snijder")


class ExampleWeeks:
    """The digests of one organisation; `stands` is a message on the platform, to which every number leads."""

    def __init__(self, organisation: Organisation, stands: Receipt | None = None) -> None:
        self._organisation = organisation
        self._words = words("nl")
        self._stands = stands or Receipt(Place("nowhere", ""), "")

    def all(self) -> Mapping[str, Card]:
        """By the name of their picture."""
        return {
            "digest": self._of_a_directorate(lines=2),
            "digest-empty": self._drawn(
                Digest(week=WEEK, name="MEVA", course=(*self._course()[:-1], (WEEK, Counts())))
            ),
            "digest-overfull": self._of_a_directorate(lines=14),
            "digest-own": self._of_the_commissaris(),
            "stand": self._stand(),
        }

    def _of_a_directorate(self, lines: int) -> Card:
        filed = self._signals(lines)
        claimed = [each.claim(by=by, at=FILED) for each, by in zip(filed, cycle(PEOPLE), strict=False)]
        planned = [each.plan(by=each.fixer, at=FILED, step="Bellen met het zorgkantoor", on=None) for each in claimed]
        waiting = [each.wait(by=each.fixer, at=FILED, party="nza", until=date(2026, 12, 1)) for each in claimed]
        themes = list(self._organisation.themes)[: max(lines // 2, 1)]
        digest = Digest(
            week=WEEK,
            name="MEVA",
            told=tuple(map(_told, claimed, cycle(ANSWERS))),
            filed=tuple(filed),
            claimed=tuple(planned),
            waiting=tuple(waiting),
            late=tuple(Late(each, "unclaimed", 9) for each in filed),
            patterns=tuple(Pattern(theme, tuple(self._organisation.regions)[:4]) for theme in themes),
            course=self._course(filed=lines, told=lines),
            open=4 * lines,
            overdue=lines,
            hidden=1,
            posted={each.id: self._stands for each in filed},
        )
        return self._drawn(digest)

    def _of_the_commissaris(self) -> Card:
        stalled = self._signals(3)
        counts = cycle([(4, 1, 2), (0, 0, 3), (2, 0, 0), (0, 0, 0), (6, 3, 1)])
        regions = {
            key: RegionNow(open=o, stalled=s, told=t) for key, (o, s, t) in zip(self._regions(), counts, strict=False)
        }
        digest = OwnDigest(
            week=WEEK,
            stalled=tuple(
                Late(each, why, days)
                for each, why, days in zip(stalled, ("unclaimed", "silent", "untold"), (12, 9, 7), strict=True)
            ),
            patterns=(Pattern("subsidies_spuk", tuple(self._regions())[:7]),),
            regions=regions,
            posted={each.id: self._stands for each in stalled},
        )
        return own_digest_card(digest, self._organisation, self._words)

    def _stand(self) -> Card:
        counts = cycle([Numbers(4, 1, 2, 1, 2), Numbers(told=3), Numbers(open=2), Numbers(), Numbers(6, 3, 4, 0, 1)])
        regions = dict(zip(self._regions(), counts, strict=False))
        whole = Numbers()
        for each in regions.values():
            whole = whole.plus(each)
        filed = self._signals(5)
        pressing = [Pressing(each, "unclaimed", FILED, days=9 + at) for at, each in enumerate(filed)]
        standing = Standing(
            whole=whole,
            regions=regions,
            ages={State.ROUTED: (9, 4, 1, 0), State.CLAIMED: (12, 20, 6, 2), State.WAITING: (3, 11, 8, 4)},
            pressing=(pressing[0]._replace(awaited=True), *pressing[1:]),
            posted={each.id: self._stands for each in filed},
        )
        return stand_card(standing, self._organisation, self._words)

    def _drawn(self, digest: Digest) -> Card:
        return digest_card(digest, self._organisation, self._words)

    def _signals(self, count: int) -> list[Signal]:
        kinds = islice(zip(cycle(TEXTS), cycle(self._regions()), strict=False), count)
        return [
            Signal.file(
                id=f"s{at}", number=f"K-2026-{140 + at:04}", text=text, region=region, lead="MEVA",
                filer="noor-habets", at=FILED,
            )
            for at, (text, region) in enumerate(kinds)
        ]  # fmt: skip

    def _regions(self) -> list[str]:
        return list(self._organisation.regions)

    def _course(self, filed: int = 5, told: int = 4) -> tuple[tuple[Week, Counts], ...]:
        earlier = [(3, 1), (0, 2), (5, 2), (2, 4), (4, 3), (6, 5), (1, 2)]
        weeks = [(WEEK.later(at - len(earlier)), Counts(filed=f, told=t)) for at, (f, t) in enumerate(earlier)]
        return (*weeks, (WEEK, Counts(filed=filed, claimed=filed, solved=told, told=told)))


def _told(signal: Signal, answer: str) -> Signal:
    outcome = Outcome(OutcomeKind.EXPLANATION, answer, Landed.EXPLANATION, structural=True)
    told = Told("de regiotafel", date(2026, 11, 19), Verdict.HELPED)
    return signal.solve(by=signal.fixer, at=FILED, outcome=outcome).tell(by=signal.filer, at=FILED, told=told)
