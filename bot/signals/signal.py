"""A signal and the steps it takes while it lives.

Those of whoever works on it are in `working`, those that end it in `ending`. Every step returns the signal as it is
after it, one version further, with the event it made in `fresh`; a step that the drawing does not have raises `NotNow`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.signals.drawing import HIGHEST_RUNG, Step
from bot.signals.ending import Ending
from bot.signals.told import Event
from bot.signals.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Working, Ending):
    """A bottleneck from the region, from the moment it is filed until the region has been told."""

    @classmethod
    def file(
        cls,
        *,
        id: str,
        number: str,
        text: str,
        region: str,
        lead: str,
        filer: str,
        at: datetime,
        region_mention: str = "",
        also_regions: tuple[str, ...] = (),
        themes: tuple[str, ...] = (),
        kind: str = "knelpunt",
        urgency: str = "midden",
        co: tuple[str, ...] = (),
        on_behalf_of: str = "",
        link: str = "",
        confidential: bool = False,
        because: Mapping[str, str] | None = None,
    ) -> Signal:
        """Filed and routed in one step: an open form is not a row yet. `because` says why it went to the lead."""
        filed = Event(1, Step.FILE, filer, at, {**(because or {}), "lead": lead, "region": region})
        return cls(
            id=id,
            number=number,
            text=text,
            region=region,
            lead=lead,
            filer=filer,
            filed_at=at,
            region_mention=region_mention,
            also_regions=also_regions,
            themes=themes,
            kind=kind,
            urgency=urgency,
            co=tuple(directorate for directorate in co if directorate != lead),
            on_behalf_of=on_behalf_of,
            link=link,
            confidential=confidential,
            fresh=(filed,),
        )

    def edit(self, *, by: str, at: datetime, text: str) -> Signal:
        """The filer's own words again, as long as nobody has claimed it."""
        return self._take(Step.EDIT, by, at, text=text)

    def remind(self, kind: str, *, by: str, at: datetime, overtaken: str = "") -> Signal:
        """The clock speaks up, for which promise; `overtaken` names lower ones that were due while nothing ran."""
        return self._take(Step.REMIND, by, at, {"kind": kind} | ({"overtaken": overtaken} if overtaken else {}))

    def escalate(
        self, *, by: str, at: datetime, rung: int, to: str = "", kind: str = "", reason: str = "", overtaken: str = ""
    ) -> Signal:
        """One or more rungs up, never down, `to` a person. `kind`: for which promise; `reason`: a question, by hand."""
        higher = min(max(rung, self.rung), HIGHEST_RUNG)
        given = {"to": to, "kind": kind, "reason": reason, "overtaken": overtaken}
        facts = {"rung": str(higher)} | {name: value for name, value in given.items() if value}
        return self._take(Step.ESCALATE, by, at, facts, rung=higher)

    def spar(self, *, by: str, at: datetime, text: str) -> Signal:
        """A private word with the regiocommissaris; it moves nothing and is shown to nobody else."""
        return self._take(Step.SPAR, by, at, {"text": text})

    def see(self, *, by: str, at: datetime, until: datetime | None = None) -> Signal:
        """The regiocommissaris has it in sight, or comes back to it later."""
        return self._take(Step.SEE, by, at, {"until": until.isoformat()} if until else {})

    def decide(self, *, by: str, at: datetime, number: str, kind: str) -> Signal:
        """A decision of the regiocommissaris; its fields are kept under its own number."""
        return self._take(Step.DECIDE, by, at, {"decision": number, "kind": kind})

    def absorb(self, other: Signal, *, by: str, at: datetime) -> Signal:
        """Another signal goes on in this one: its regions and its liaisons belong to it from now on."""
        regions = dict.fromkeys((*self.also_regions, *other.regions))
        filers = dict.fromkeys((*self.co_filers, *other.filers))
        return self._take(
            Step.ABSORB,
            by,
            at,
            {"other": other.number, "region": other.region},
            also_regions=tuple(key for key in regions if key != self.region),
            co_filers=tuple(key for key in filers if key != self.filer),
        )

    def also(self, region: str, *, by: str, at: datetime, text: str) -> Signal:
        """Another region has the same: it stands behind it from now on, and its liaison hears what this one hears.

        `text` is what they typed of it themselves.
        """
        regions = dict.fromkeys((*self.also_regions, region))
        filers = dict.fromkeys((*self.co_filers, by))
        return self._take(
            Step.ALSO,
            by,
            at,
            {"region": region, "text": text},
            also_regions=tuple(key for key in regions if key != self.region),
            co_filers=tuple(key for key in filers if key != self.filer),
        )

    def share(self, regions: Collection[str], *, by: str, at: datetime) -> Signal:
        """What solved it is passed on to regions that have something like it."""
        return self._take(Step.SHARE, by, at, {"regions": ",".join(regions)})

    def relate(self, to: str, *, by: str, at: datetime, number: str) -> Signal:
        """What solved another signal, `to` by its id, is recognised here; nothing that was decided there holds here."""
        if to == self.id:
            raise ValueError("a signal is not related to itself")
        related = tuple(dict.fromkeys((*self.related, to)))
        return self._take(Step.RELATE, by, at, {"to": to, "number": number}, related=related)

    def unrelate(self, to: str, *, by: str, at: datetime, number: str) -> Signal:
        """It is something else here after all."""
        related = tuple(each for each in self.related if each != to)
        return self._take(Step.UNRELATE, by, at, {"to": to, "number": number}, related=related)

    def seal(self, *, by: str, at: datetime) -> Signal:
        """Confidential from now on: its words are for those who work on it, and the way back is not theirs."""
        return self._take(Step.SEAL, by, at, confidential=True)

    def unseal(self, *, by: str, at: datetime, why: str) -> Signal:
        """Confidential no more, and neither is what was said of it meanwhile."""
        return self._take(Step.UNSEAL, by, at, {"why": why}, confidential=False)

    def redact(self, taken_out: Callable[[str], str], *, by: str, at: datetime, facts: Mapping[str, str]) -> Signal:
        """Words that should never have stood here are gone; `facts` say in which steps and why, never which words."""
        outcome = self.outcome and replace(
            self.outcome,
            text=taken_out(self.outcome.text),
            reason=taken_out(self.outcome.reason),
            to_adapt=taken_out(self.outcome.to_adapt),
            lesson=taken_out(self.outcome.lesson),
        )
        return self._take(
            Step.REDACT,
            by,
            at,
            facts,
            text=taken_out(self.text),
            region_mention=taken_out(self.region_mention),
            on_behalf_of=taken_out(self.on_behalf_of),
            link=self.link if taken_out(self.link) == self.link else "",
            next_step=taken_out(self.next_step),
            question=taken_out(self.question),
            outcome=outcome,
            told=self.told and replace(self.told, whom=taken_out(self.told.whom)),
            end_reason=taken_out(self.end_reason),
        )

    def miss(self, directorate: str, *, by: str, at: datetime) -> Signal:
        """The card could not be delivered to this directorate."""
        missed = tuple(dict.fromkeys((*self.missed, directorate)))
        return self._take(Step.MISS, by, at, {"directorate": directorate}, missed=missed)

    def reach(self, directorate: str, *, by: str, at: datetime) -> Signal:
        """The card got there after all."""
        missed = tuple(key for key in self.missed if key != directorate)
        return self._take(Step.REACH, by, at, {"directorate": directorate}, missed=missed)
