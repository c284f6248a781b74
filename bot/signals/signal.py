"""A signal and the steps it takes while it lives; those that end it are in `ending`.

Every step returns the signal as it is after it, one version further, with the event it made in `fresh`; a step that
the drawing does not have raises `NotNow`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.signals.drawing import HIGHEST_RUNG, REGION, State, Step
from bot.signals.ending import Ending
from bot.signals.record import NotNow
from bot.signals.told import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Ending):
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

    def claim(self, *, by: str, at: datetime) -> Signal:
        """A fixer takes it on. Claiming is not progress."""
        return self._take(Step.CLAIM, by, at, state=State.CLAIMED, fixer=by, joined=(), claimed_at=at, progress_at=None)

    def assign(self, fixer: str, *, by: str, at: datetime) -> Signal:
        """The regiocommissaris names the fixer."""
        return self._take(
            Step.ASSIGN,
            by,
            at,
            {"fixer": fixer},
            state=State.CLAIMED,
            **{**_UNCLAIMED, "fixer": fixer, "claimed_at": at},
        )

    def join(self, *, by: str, at: datetime) -> Signal:
        """A second fixer comes alongside."""
        return self._take(Step.JOIN, by, at, joined=tuple(dict.fromkeys((*self.joined, by))))

    def hand_back(self, *, by: str, at: datetime, reason: str = "") -> Signal:
        """The fixer lets go; the directorate looks for another."""
        return self._take(
            Step.HAND_BACK, by, at, {"reason": reason} if reason else {}, state=State.ROUTED, **_UNCLAIMED
        )

    def hand_over(self, fixer: str, *, by: str, at: datetime) -> Signal:
        """Another fixer goes on with it, with a plan of their own."""
        joined = tuple(person for person in self.joined if person != fixer)
        return self._take(
            Step.HAND_OVER, by, at, {"fixer": fixer}, fixer=fixer, joined=joined, next_step="", next_step_on=None
        )

    def succeed(self, whom: str, to: str, *, by: str, at: datetime, back: bool = False) -> Signal:
        """Somebody leaves: whatever they were to it, somebody else is from now on. `back`: as they were before."""

        def now(people: tuple[str, ...], but: str) -> tuple[str, ...]:
            return tuple(key for key in dict.fromkeys(to if key == whom else key for key in people) if key != but)

        filer, fixer = (to if key == whom else key for key in (self.filer, self.fixer))
        return self._take(
            Step.SUCCEED,
            by,
            at,
            {"whom": whom, "to": to} | ({"back": "yes"} if back else {}),
            filer=filer,
            fixer=fixer,
            co_filers=now(self.co_filers, filer),
            joined=now(self.joined, fixer),
        )

    def plan(self, *, by: str, at: datetime, step: str, on: date | None, put_off: bool = False) -> Signal:
        """What the fixer does next and by when: an intention, not progress. `put_off`: later than was promised."""
        facts = {"next_step": step} | ({"on": on.isoformat()} if on else {})
        return self._take(Step.PLAN, by, at, facts, next_step=step, next_step_on=on, put_off=put_off or self.put_off)

    def note(self, *, by: str, at: datetime, text: str, is_progress: bool = False) -> Signal:
        """A remark for everybody who follows it; progress, if it is from whoever works on it."""
        if is_progress:
            return self._take(Step.NOTE, by, at, {"text": text}, progress_at=at)
        return self._take(Step.NOTE, by, at, {"text": text})

    def report(self, *, by: str, at: datetime, note: str) -> Signal:
        """Progress, said with a button."""
        return self._take(Step.PROGRESS, by, at, {"note": note}, progress_at=at)

    def wait(self, *, by: str, at: datetime, party: str, until: date, question: str = "") -> Signal:
        """For a third party, or for the region with a question; always with an end, and the clock pauses."""
        return self._take(
            Step.WAIT,
            by,
            at,
            {"for": party, "until": until.isoformat()} | ({"question": question} if question else {}),
            state=State.WAITING,
            waits_for=party,
            waits_until=until,
            question=question,
            progress_at=at,
        )

    def answer(self, *, by: str, at: datetime, text: str) -> Signal:
        """The region's answer to what it was asked; counting starts again."""
        if self.waits_for != REGION:
            raise NotNow(self, Step.ANSWER)
        return self._take(Step.ANSWER, by, at, {"text": text}, state=State.CLAIMED, progress_at=at)

    def resume(self, *, by: str, at: datetime) -> Signal:
        """The wait is over; counting starts again."""
        return self._take(Step.RESUME, by, at, state=State.CLAIMED, progress_at=at)

    def reroute(
        self, to: str, *, by: str, at: datetime, reason: str, triage: str, beside: Mapping[str, str] | None = None
    ) -> Signal:
        """Not ours, with a reason and a proposal; the second refusal goes to triage, whose own word then stands.

        `beside` is what else is to be known of it.
        """
        target = triage if self.is_for_triage_next(triage) else to
        return self._take(
            Step.REROUTE,
            by,
            at,
            {**(beside or {}), "from": self.lead, "to": target, "proposed": to, "reason": reason},
            state=State.ROUTED,
            lead=target,
            co=tuple(directorate for directorate in self.co if directorate != target),
            refused_by=(*self.refused_by, self.lead),
            **_UNCLAIMED,
        )

    def is_for_triage_next(self, triage: str) -> bool:
        """Whether it was refused before, so that the next refusal is the second; triage's own word stands."""
        return bool(self.refused_by) and self.lead != triage

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


_UNCLAIMED: dict[str, object] = {
    "fixer": "",
    "joined": (),
    "claimed_at": None,
    "progress_at": None,
    "next_step": "",
    "next_step_on": None,
}
