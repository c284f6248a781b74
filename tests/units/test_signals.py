"""The life of a signal: the drawing written out once more, walked at random and told in short stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.signals import (
    DRAWING,
    HIGHEST_RUNG,
    REGION,
    Landed,
    NotNow,
    Outcome,
    OutcomeKind,
    Signal,
    State,
    Step,
    Told,
    Verdict,
)

MONDAY = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
LATER = MONDAY + timedelta(days=3)
TRIAGE = "regio"
ARRANGED = Outcome(OutcomeKind.ARRANGEMENT, "Werken onder supervisie mag.", Landed.LETTER, structural=True)


def filed() -> Signal:
    return Signal.file(
        id="s1",
        number="K-2026-0147",
        text="Erkenning van Duitse diploma's duurt 9 maanden",
        region="zuid-limburg",
        lead="meva",
        co=("z", "meva"),
        filer="noor",
        at=MONDAY,
    )


def another() -> Signal:
    """The same bottleneck, filed by somebody else for the region next door."""
    return replace(filed(), id="s2", number="K-2026-0151", region="zeeland", filer="lonneke")


def told(verdict: Verdict) -> Told:
    return Told("de regiotafel", date(2026, 11, 5), verdict)


STEPS: dict[Step, Callable[[Signal, str, datetime], Signal]] = {
    Step.EDIT: lambda s, by, at: s.edit(by=by, at=at, text="Anders gezegd"),
    Step.CLAIM: lambda s, by, at: s.claim(by=by, at=at),
    Step.ASSIGN: lambda s, by, at: s.assign("fatima", by=by, at=at),
    Step.JOIN: lambda s, by, at: s.join(by=by, at=at),
    Step.HAND_BACK: lambda s, by, at: s.hand_back(by=by, at=at, reason="met verlof"),
    Step.HAND_OVER: lambda s, by, at: s.hand_over("fatima", by=by, at=at),
    Step.SUCCEED: lambda s, by, at: s.succeed("ruben", "fatima", by=by, at=at),
    Step.PLAN: lambda s, by, at: s.plan(by=by, at=at, step="bel de NZa", on=date(2026, 11, 9)),
    Step.PROGRESS: lambda s, by, at: s.report(by=by, at=at, note="gebeld"),
    Step.WAIT: lambda s, by, at: s.wait(by=by, at=at, party=REGION, until=date(2026, 12, 1), question="Hoeveel?"),
    Step.ANSWER: lambda s, by, at: s.answer(by=by, at=at, text="acht"),
    Step.RESUME: lambda s, by, at: s.resume(by=by, at=at),
    Step.REROUTE: lambda s, by, at: s.reroute("cz", by=by, at=at, reason="bekostiging", triage=TRIAGE),
    Step.REMIND: lambda s, by, at: s.remind("unclaimed", by=by, at=at),
    Step.ESCALATE: lambda s, by, at: s.escalate(by=by, at=at, rung=2),
    Step.SPAR: lambda s, by, at: s.spar(by=by, at=at, text="hoe pak ik dit aan?"),
    Step.SEE: lambda s, by, at: s.see(by=by, at=at),
    Step.DECIDE: lambda s, by, at: s.decide(by=by, at=at, number="B-2026-0001", kind="advice"),
    Step.SOLVE: lambda s, by, at: s.solve(by=by, at=at, outcome=ARRANGED),
    Step.TELL: lambda s, by, at: s.tell(by=by, at=at, told=told(Verdict.HELPED)),
    Step.DECLINE: lambda s, by, at: s.decline(by=by, at=at, reason="de wet staat het niet toe", decider="ine"),
    Step.WITHDRAW: lambda s, by, at: s.withdraw(by=by, at=at),
    Step.MERGE: lambda s, by, at: s.merge("s2", by=by, at=at),
    Step.ABSORB: lambda s, by, at: s.absorb(another(), by=by, at=at),
    Step.REOPEN: lambda s, by, at: s.reopen(by=by, at=at, reason="het speelt weer"),
    Step.NOTE: lambda s, by, at: s.note(by=by, at=at, text="lukt dit nog?"),
    Step.ALSO: lambda s, by, at: s.also("zeeland", by=by, at=at, text="bij ons ook"),
    Step.SHARE: lambda s, by, at: s.share(("zeeland", "twente"), by=by, at=at),
    Step.SEAL: lambda s, by, at: s.seal(by=by, at=at),
    Step.UNSEAL: lambda s, by, at: s.unseal(by=by, at=at, why="het staat in de krant"),
    Step.REDACT: lambda s, by, at: s.redact(str.upper, by=by, at=at, facts={"versions": "1"}),
    Step.RELATE: lambda s, by, at: s.relate("s7", by=by, at=at, number="K-2026-0007"),
    Step.UNRELATE: lambda s, by, at: s.unrelate("s7", by=by, at=at, number="K-2026-0007"),
    Step.MISS: lambda s, by, at: s.miss("meva", by=by, at=at),
    Step.REACH: lambda s, by, at: s.reach("meva", by=by, at=at),
}
"""Every step but filing, with a plain example of its arguments."""

UNTOLD = "succeed remind spar see decide absorb also seal unseal"
OPEN = f"{UNTOLD} assign reroute escalate decline withdraw merge"
OWNED = "join hand_back hand_over plan progress wait solve"
POSSIBLE = {
    State.ROUTED: f"note relate unrelate edit claim {OPEN}",
    State.CLAIMED: f"note relate unrelate {OPEN} {OWNED}",
    State.WAITING: f"note relate unrelate {OPEN} {OWNED} answer resume",
    State.SOLVED: f"note relate unrelate {UNTOLD} tell",
    State.CLOSED: "note relate unrelate reopen share unseal",
    State.DECLINED: "note relate unrelate reopen unseal",
    State.WITHDRAWN: "note relate unrelate reopen",
    State.MERGED: "",
}
"""The drawing in this test's own words; a delivery that failed or came through may be noted, and words taken out, in every state."""

ENDED = {State.CLOSED, State.DECLINED, State.WITHDRAWN, State.MERGED}

ARROWS = {
    (State.ROUTED, State.CLAIMED),
    (State.CLAIMED, State.ROUTED),
    (State.CLAIMED, State.WAITING),
    (State.WAITING, State.CLAIMED),
    (State.WAITING, State.ROUTED),
    (State.CLAIMED, State.SOLVED),
    (State.WAITING, State.SOLVED),
    (State.SOLVED, State.CLOSED),
    (State.SOLVED, State.CLAIMED),
    *((alive, end) for alive in (State.ROUTED, State.CLAIMED, State.WAITING) for end in ENDED - {State.CLOSED}),
    *((end, again) for end in ENDED - {State.MERGED} for again in (State.ROUTED, State.CLAIMED)),
}

WAYS = {
    State.ROUTED: (),
    State.CLAIMED: (Step.CLAIM,),
    State.WAITING: (Step.CLAIM, Step.WAIT),
    State.SOLVED: (Step.CLAIM, Step.SOLVE),
    State.CLOSED: (Step.CLAIM, Step.SOLVE, Step.TELL),
    State.DECLINED: (Step.DECLINE,),
    State.WITHDRAWN: (Step.WITHDRAW,),
    State.MERGED: (Step.MERGE,),
}


def possible(state: State, step: Step) -> bool:
    return step in {*POSSIBLE[state].split(), Step.MISS, Step.REACH, Step.REDACT}


def standing(state: State) -> Signal:
    """A signal that got to this state by steps."""
    signal = filed()
    for step in WAYS[state]:
        signal = STEPS[step](signal, "ruben", MONDAY)
    assert signal.state is state
    return signal


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", State)
def test_a_step_is_possible_where_the_drawing_has_it_and_refused_elsewhere(state: State, step: Step) -> None:
    before = standing(state)
    assert before.may(step) is possible(state, step)
    if possible(state, step):
        assert STEPS[step](before, "ruben", LATER).fresh[-1].step is step
    else:
        with pytest.raises(NotNow) as refused:
            STEPS[step](before, "ruben", LATER)
        assert (refused.value.signal, refused.value.step) == (before, step)


def test_every_step_is_walked_here() -> None:
    assert {Step.FILE, *STEPS} == set(Step)


people = st.sampled_from(["noor", "ruben", "fatima", "ine"])
directorates = st.sampled_from(["meva", "cz", "z", TRIAGE])


class Life(RuleBasedStateMachine):
    """One signal, all steps in any order. What the drawing lacks must be refused and leave nothing behind."""

    @initialize()
    def file(self) -> None:
        self.at = MONDAY
        self.signal = filed()
        self.before = self.signal

    def take(self, step: Step, by: str, act: Callable[[], Signal]) -> None:
        before = self.signal
        copy = replace(before)
        self.at += timedelta(hours=1)
        try:
            after = act()
        except NotNow:
            assert not possible(before.state, step)
            assert before == copy
            return
        assert possible(before.state, step)
        assert after.version == before.version + 1
        assert after.fresh[:-1] == before.fresh
        event = after.fresh[-1]
        assert (event.version, event.step, event.by, event.at) == (after.version, step, by, self.at)
        assert after.state in (DRAWING[step][1] or {before.state})
        assert after.state is before.state or (before.state, after.state) in ARROWS
        self.before, self.signal = before, after

    @rule(by=people, choice=st.data())
    def a_possible_step(self, by: str, choice: st.DataObject) -> None:
        step = choice.draw(st.sampled_from([step for step in STEPS if possible(self.signal.state, step)]))
        self.take(step, by, lambda: STEPS[step](self.signal, by, self.at))

    @rule(step=st.sampled_from(sorted(STEPS)), by=people)
    def any_step(self, step: Step, by: str) -> None:
        self.take(step, by, lambda: STEPS[step](self.signal, by, self.at))

    @rule(by=people, to=directorates)
    def refuse(self, by: str, to: str) -> None:
        self.take(
            Step.REROUTE, by, lambda: self.signal.reroute(to, by=by, at=self.at, reason="niet van ons", triage=TRIAGE)
        )

    @rule(by=people, rung=st.integers(0, 9))
    def climb(self, by: str, rung: int) -> None:
        self.take(Step.ESCALATE, by, lambda: self.signal.escalate(by=by, at=self.at, rung=rung))

    @rule(by=people, verdict=st.sampled_from(Verdict), region=st.sampled_from(["", "zeeland", "zuid-limburg"]))
    def tell(self, by: str, verdict: Verdict, region: str) -> None:
        regions = (region,) if region else ()
        self.take(Step.TELL, by, lambda: self.signal.tell(by=by, at=self.at, told=told(verdict), regions=regions))

    @rule(by=people, directorate=directorates)
    def lose_a_card(self, by: str, directorate: str) -> None:
        self.take(Step.MISS, by, lambda: self.signal.miss(directorate, by=by, at=self.at))

    @invariant()
    def what_it_is_never_changes(self) -> None:
        first = filed()
        for name in ("id", "number", "region", "filer", "filed_at", "kind", "urgency"):
            assert getattr(self.signal, name) == getattr(first, name)

    @invariant()
    def the_timeline_has_no_gaps(self) -> None:
        assert [event.version for event in self.signal.fresh] == list(range(1, self.signal.version + 1))

    @invariant()
    def nobody_owns_what_is_unclaimed(self) -> None:
        signal = self.signal
        if signal.state is State.ROUTED:
            assert (signal.fixer, signal.joined, signal.next_step, signal.next_step_on) == ("", (), "", None)
            assert signal.progress_at is None
            assert signal.owners == signal.filers
        if signal.state in {State.CLAIMED, State.WAITING, State.SOLVED, State.CLOSED}:
            assert signal.fixer
        assert bool(signal.fixer) is (signal.claimed_at is not None)

    @invariant()
    def only_what_waits_has_something_to_wait_for(self) -> None:
        waits = self.signal.state is State.WAITING
        assert bool(self.signal.waits_for) is waits
        assert (self.signal.waits_until is not None) is waits

    @invariant()
    def an_end_has_a_moment_and_only_telling_the_region_closes(self) -> None:
        signal = self.signal
        assert (signal.ended_at is not None) is (signal.state in ENDED)
        assert (signal.solved_at is not None) is (signal.state in {State.SOLVED, State.CLOSED})
        assert bool(signal.merged_into) is (signal.state is State.MERGED)
        if signal.state is State.CLOSED:
            assert signal.outcome is not None
            assert signal.told is not None
            assert signal.told.verdict is not Verdict.NOT
            assert signal.unheard == ()
            if self.before.state is not State.CLOSED:
                assert signal.fresh[-1].step is Step.TELL

    @invariant()
    def the_ladder_is_only_climbed(self) -> None:
        assert self.before.rung <= self.signal.rung <= HIGHEST_RUNG

    @invariant()
    def the_lead_is_not_its_own_reader_and_refusals_are_remembered(self) -> None:
        signal = self.signal
        assert signal.lead not in signal.co
        assert signal.refused_by == tuple(e.facts["from"] for e in signal.fresh if e.step is Step.REROUTE)


# One answer for many


def bundled() -> Signal:
    signal = filed().also("zeeland", by="lonneke", at=MONDAY, text="bij ons ook")
    return signal.also("twente", by="fatima", at=MONDAY, text="hier net zo")


def test_from_the_third_region_on_it_is_a_bundle() -> None:
    assert not filed().also("zeeland", by="lonneke", at=MONDAY, text="bij ons ook").is_bundle
    assert bundled().is_bundle
    assert bundled().filers == ("noor", "lonneke", "fatima")


def test_a_bundle_is_closed_once_every_region_has_heard() -> None:
    solved = bundled().claim(by="ruben", at=MONDAY).solve(by="ruben", at=MONDAY, outcome=ARRANGED)
    first = solved.tell(by="lonneke", at=MONDAY, told=told(Verdict.HALF), regions=("zeeland",))
    assert (first.state, first.unheard) == (State.SOLVED, (filed().region, "twente"))
    last = first.tell(by="noor", at=MONDAY, told=told(Verdict.HELPED), regions=first.unheard)
    assert (last.state, last.told) == (State.CLOSED, told(Verdict.HALF))
    assert last.fresh[-1].facts["regions"] == f"{filed().region},twente"


def test_when_it_does_not_help_one_region_it_is_open_for_all() -> None:
    solved = bundled().claim(by="ruben", at=MONDAY).solve(by="ruben", at=MONDAY, outcome=ARRANGED)
    first = solved.tell(by="lonneke", at=MONDAY, told=told(Verdict.HELPED), regions=("zeeland",))
    again = first.tell(by="fatima", at=MONDAY, told=told(Verdict.NOT), regions=("twente",))
    assert (again.state, again.heard) == (State.CLAIMED, ())


def test_nothing_is_related_to_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        filed().relate(filed().id, by="noor", at=MONDAY, number="K")


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=100, stateful_step_count=30)


def test_a_fresh_signal_stands_with_its_directorate_and_belongs_to_the_liaison() -> None:
    signal = filed()
    assert (signal.state, signal.version, signal.owners) == (State.ROUTED, 1, ("noor",))
    assert signal.co == ("z",), "the lead needs no reading copy"
    [event] = signal.fresh
    assert (event.step, event.by, event.at) == (Step.FILE, "noor", MONDAY)
    assert event.facts == {"lead": "meva", "region": "zuid-limburg"}


def test_the_second_click_on_claim_comes_too_late() -> None:
    claimed = filed().claim(by="ruben", at=LATER)
    assert (claimed.fixer, claimed.owners) == ("ruben", ("ruben", "noor"))
    with pytest.raises(NotNow, match="K-2026-0147 is claimed"):
        claimed.claim(by="fatima", at=LATER)


def test_claiming_is_not_progress_and_planning_neither() -> None:
    planned = filed().claim(by="ruben", at=LATER).plan(by="ruben", at=LATER, step="bel de NZa", on=None)
    assert planned.progress_at is None
    assert planned.report(by="ruben", at=LATER, note="gebeld").progress_at == LATER


def test_handing_back_leaves_the_next_fixer_a_clean_start() -> None:
    waiting = standing(State.WAITING).plan(by="ruben", at=MONDAY, step="bel", on=date(2026, 11, 9))
    back = waiting.hand_back(by="ruben", at=LATER, reason="met verlof")
    assert replace(back, version=1, fresh=filed().fresh) == filed()


def test_not_ours_goes_where_it_was_proposed_and_the_second_time_to_triage() -> None:
    once = filed().reroute("cz", by="ruben", at=LATER, reason="bekostiging", triage=TRIAGE)
    assert (once.lead, once.refused_by) == ("cz", ("meva",))
    twice = once.reroute("z", by="fatima", at=LATER, reason="ook niet", triage=TRIAGE)
    assert (twice.lead, twice.refused_by) == (TRIAGE, ("meva", "cz"))
    assert twice.fresh[-1].facts == {"from": "cz", "to": TRIAGE, "proposed": "z", "reason": "ook niet"}


def test_what_triage_sends_on_leaves_triage() -> None:
    triaged = standing(State.ROUTED)
    for lead in ("cz", "z"):
        triaged = triaged.reroute(lead, by="ruben", at=LATER, reason="niet van ons", triage=TRIAGE)
    assert triaged.lead == TRIAGE
    assert triaged.reroute("z", by="ine", at=LATER, reason="toch van jullie", triage=TRIAGE).lead == "z"


def test_a_co_directorate_that_becomes_lead_needs_no_reading_copy() -> None:
    assert filed().reroute("z", by="ruben", at=LATER, reason="Wlz", triage=TRIAGE).co == ()


@pytest.mark.parametrize("verdict", [Verdict.HELPED, Verdict.HALF])
def test_a_region_that_was_told_closes_it(verdict: Verdict) -> None:
    closed = standing(State.SOLVED).tell(by="noor", at=LATER, told=told(verdict))
    assert (closed.state, closed.ended_at, closed.told) == (State.CLOSED, LATER, told(verdict))


def test_a_region_that_was_not_helped_gets_it_back_one_rung_higher() -> None:
    again = standing(State.SOLVED).tell(by="noor", at=LATER, told=told(Verdict.NOT))
    assert (again.state, again.fixer, again.rung, again.solved_at) == (State.CLAIMED, "ruben", 1, None)
    assert again.progress_at == LATER, "or the clock would count from before the solution"


def test_reopened_it_goes_on_where_it_was() -> None:
    assert standing(State.DECLINED).reopen(by="noor", at=LATER, reason="nieuw feit").state is State.ROUTED
    again = standing(State.CLOSED).reopen(by="noor", at=LATER, reason="het speelt weer")
    assert (again.state, again.fixer, again.progress_at) == (State.CLAIMED, "ruben", LATER)


def test_a_rung_is_never_climbed_down_and_the_ladder_ends() -> None:
    high = filed().escalate(by="noor", at=LATER, rung=3, reason="spoed")
    assert high.escalate(by="clock", at=LATER, rung=1).rung == 3
    assert high.escalate(by="clock", at=LATER, rung=7).rung == HIGHEST_RUNG


def test_a_channel_that_was_missed_once_is_missed_until_the_card_gets_there() -> None:
    missed = filed().miss("meva", by="clock", at=LATER).miss("meva", by="clock", at=LATER)
    assert missed.missed == ("meva",)
    assert missed.reach("meva", by="clock", at=LATER).missed == ()


def test_a_signal_cannot_be_merged_into_itself() -> None:
    with pytest.raises(ValueError, match="into itself"):
        filed().merge("s1", by="noor", at=LATER)


def test_a_solution_that_landed_nowhere_says_why() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Outcome(OutcomeKind.OTHER, "Eenmalig geregeld", Landed.NOTHING, structural=False, reason=" ")


def test_whoever_takes_it_over_starts_with_a_plan_of_their_own():
    planned = filed().claim(by="ruben", at=MONDAY).join(by="fatima", at=MONDAY)
    planned = planned.plan(by="ruben", at=MONDAY, step="bel de NZa", on=date(2026, 11, 9))
    for passed_on in (planned.hand_over("fatima", by="ruben", at=LATER), planned.assign("fatima", by="ine", at=LATER)):
        assert (passed_on.fixer, passed_on.next_step, passed_on.next_step_on) == ("fatima", "", None)
        assert "fatima" not in passed_on.joined


def test_what_once_solved_it_is_gone_when_it_opens_again():
    solved = filed().claim(by="ruben", at=MONDAY).solve(by="ruben", at=MONDAY, outcome=ARRANGED)
    again = solved.tell(by="noor", at=LATER, told=told(Verdict.HELPED)).reopen(by="noor", at=LATER, reason="toch niet")
    assert (again.outcome, again.told, again.solved_at) == (None, None, None)


def test_a_fixers_remark_is_progress_and_a_liaisons_is_not():
    claimed = filed().claim(by="ruben", at=MONDAY)
    assert claimed.note(by="noor", at=LATER, text="lukt dit nog?").progress_at is None
    assert claimed.note(by="ruben", at=LATER, text="ik bel morgen", is_progress=True).progress_at == LATER


def test_only_progress_lets_a_fixer_put_it_off_once_more():
    put_off = filed().claim(by="ruben", at=MONDAY).plan(by="ruben", at=MONDAY, step="bellen", on=None, put_off=True)
    assert put_off.note(by="noor", at=LATER, text="lukt dit nog?").put_off
    assert not put_off.note(by="ruben", at=LATER, text="ik bel morgen", is_progress=True).put_off
