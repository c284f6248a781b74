"""Who may take which step: every role with every step in every state, written out once more beside the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisation import Organisation, Person, Role
from bot.rights import RIGHTS, may, may_file, may_read
from bot.signals import Signal, State, Step
from tests.example import example

VWS = example()
LIAISON = {
    Step.EDIT,
    Step.NOTE,
    Step.ANSWER,
    Step.ESCALATE,
    Step.SPAR,
    Step.TELL,
    Step.WITHDRAW,
    Step.REOPEN,
    Step.SHARE,
    Step.RELATE,
    Step.UNRELATE,
    Step.SEAL,
}
COMMISSIONER = {Step.ASSIGN, Step.NOTE, Step.HAND_BACK, Step.ESCALATE, Step.SEE, Step.DECIDE, Step.REOPEN}
WORK = {Step.PLAN, Step.PROGRESS, Step.WAIT, Step.RESUME, Step.ESCALATE, Step.SPAR, Step.SOLVE, Step.SEAL}
SAY_NO = {Step.REROUTE, Step.DECLINE, Step.MERGE}
LET_GO = {Step.HAND_BACK, Step.HAND_OVER}
TAKE_ON = {Step.CLAIM, Step.JOIN, Step.NOTE}

CLAIMED: dict[str, set[Step]] = {
    # who -> the steps they may take with a signal that Ruben has claimed
    "noor-habets": LIAISON,  # filed it
    "daan-roosen": LIAISON - {Step.EDIT, Step.WITHDRAW},  # liaison of the other region it is about
    "lonneke-wisse": set(),  # liaison of another region
    "ruben-alting": TAKE_ON | WORK | SAY_NO | LET_GO,
    "yasmina-el-amrani": TAKE_ON,  # another fixer of MEVA
    "ingrid-lammers": WORK | {Step.JOIN, Step.NOTE},  # a fixer of IZ, who came alongside
    "bas-terpstra": set(),  # a fixer of DLZ
    "marijke-oldenhof": COMMISSIONER,
    "gijs-elderink": COMMISSIONER,
    "annelies-brouwer": set(),  # head of MEVA: is told, and reads
    "lieke-admiraal": set(),  # reads along with MEVA
    "femke-dijkgraaf": set(),  # admin
    "bram-hoogland": set(),  # admin and reader
}
UNCLAIMED = CLAIMED | {
    # as long as nobody has it, the fixers of the lead directorate answer for it
    "ruben-alting": TAKE_ON | SAY_NO,
    "yasmina-el-amrani": TAKE_ON | SAY_NO,
    "ingrid-lammers": {Step.JOIN, Step.NOTE},
}


def signal(state: State = State.CLAIMED) -> Signal:
    """Zuid-Limburg's, filed by Noor, led by MEVA with IZ reading along; Ruben's from the moment it is claimed."""
    filed = Signal.file(
        id="s1",
        number="K-2026-0147",
        text="Erkenning van een Duits diploma duurt negen maanden",
        region="zuid-limburg",
        also_regions=("noord-en-midden-limburg",),
        lead="MEVA",
        co=("IZ",),
        filer="noor-habets",
        at=datetime(2026, 11, 2, 9, 15, tzinfo=UTC),
    )
    if state in {State.ROUTED, State.WITHDRAWN}:
        return replace(filed, state=state)
    return replace(filed, state=state, fixer="ruben-alting", joined=("ingrid-lammers",))


def somebody(*roles: Role, regions: tuple[str, ...] = (), directorates: tuple[str, ...] = ()) -> Person:
    return Person(
        key="iemand",
        name="Iemand",
        emails=("iemand@example.nl",),
        roles=roles,
        regions=regions,
        directorates=directorates,
        language="nl",
    )


def test_triage_acts_for_a_directorate_that_cannot_see_it() -> None:
    unseen = replace(signal(State.ROUTED), missed=("MEVA",))
    organisation = with_somebody(somebody(Role.FIXER, directorates=("IZA",)))
    they = organisation.people["iemand"]
    assert {step for step in Step if may(they, step, unseen, organisation)} == {Step.CLAIM, Step.REROUTE, Step.NOTE}
    assert {step for step in Step if may(they, step, signal(State.ROUTED), organisation)} == set()
    assert not may(they, Step.REROUTE, replace(signal(State.CLAIMED), missed=("MEVA",)), organisation)


def with_somebody(person: Person) -> Organisation:
    return VWS.model_copy(update={"people": {**VWS.people, person.key: person}})


@pytest.mark.parametrize(("who", "step"), list(product(CLAIMED, Step)))
def test_a_step_is_for_whom_the_table_names_and_for_nobody_else_in_any_state(who: str, step: Step) -> None:
    for state in State:
        at_hand = signal(state)
        allowed = CLAIMED[who] if at_hand.fixer else UNCLAIMED[who]
        assert may(VWS.people[who], step, at_hand, VWS) == (step in allowed), state


def test_every_step_has_somebody_except_filing_and_what_the_clock_does() -> None:
    assert set(Step) - set(RIGHTS) == {
        Step.FILE,
        Step.MISS,
        Step.REACH,
        Step.REMIND,
        Step.ABSORB,
        Step.SUCCEED,
        Step.ALSO,
        Step.REDACT,
        Step.UNSEAL,
    }


@given(
    step=st.sampled_from(Step),
    state=st.sampled_from(State),
    regions=st.sets(st.sampled_from(sorted(VWS.regions)), max_size=3),
    directorates=st.sets(st.sampled_from(sorted(VWS.directorates)), max_size=3),
    idle=st.sets(st.sampled_from([Role.ADMIN, Role.READER])),
)
def test_without_a_role_in_the_signals_life_there_is_no_step(
    step: Step, state: State, regions: set[str], directorates: set[str], idle: set[Role]
) -> None:
    person = somebody(*idle, regions=tuple(regions), directorates=tuple(directorates))
    assert not may(person, step, signal(state), with_somebody(person))
    assert not may_file(person, with_somebody(person))


@given(step=st.sampled_from(Step), state=st.sampled_from(State))
def test_who_is_not_in_the_file_may_nothing_whatever_they_say_they_are(step: Step, state: State) -> None:
    stranger = somebody(*Role, regions=tuple(VWS.regions), directorates=tuple(VWS.directorates))
    assert not may(stranger, step, signal(state), VWS)
    assert not may_file(stranger, VWS)
    assert not may_read(stranger, signal(state), VWS)


def test_the_file_counts_and_not_what_was_read_of_it_before() -> None:
    ruben = VWS.people["ruben-alting"]
    no_longer = VWS.model_copy(update={"people": {**VWS.people, ruben.key: ruben.model_copy(update={"roles": ()})}})
    assert may(ruben, Step.PROGRESS, signal(), VWS)
    assert not may(ruben, Step.PROGRESS, signal(), no_longer)


def test_its_fixer_goes_on_with_it_when_another_directorate_leads() -> None:
    assigned = replace(signal(), fixer="bas-terpstra")
    bas = VWS.people["bas-terpstra"]
    assert may(bas, Step.PROGRESS, assigned, VWS)
    assert may(bas, Step.HAND_BACK, assigned, VWS)
    assert not may(bas, Step.CLAIM, assigned, VWS)


def test_a_commissioner_with_regions_is_one_of_those_regions() -> None:
    of_groningen = somebody(Role.COMMISSIONER, regions=("groningen",))
    of_limburg = somebody(Role.COMMISSIONER, regions=("zuid-limburg",))
    assert not may(of_groningen, Step.ASSIGN, signal(), with_somebody(of_groningen))
    assert may(of_limburg, Step.ASSIGN, signal(), with_somebody(of_limburg))


def test_a_directorate_that_left_the_file_leaves_its_signals_readable_for_who_worked_on_them() -> None:
    elsewhere = replace(signal(), lead="OUD", co=())
    assert may_read(VWS.people["ruben-alting"], elsewhere, VWS)
    assert not may_read(VWS.people["annelies-brouwer"], elsewhere, VWS)


def test_only_a_liaison_files() -> None:
    may_do = {role for role in Role if may_file(somebody(role), with_somebody(somebody(role)))}
    assert may_do == {Role.LIAISON}


READS_IT = {
    # who -> reads an open one, reads a confidential one
    "noor-habets": (True, True),
    "lonneke-wisse": (True, False),  # may learn from another region
    "ruben-alting": (True, True),
    "yasmina-el-amrani": (True, True),
    "bas-terpstra": (True, False),
    "marijke-oldenhof": (True, True),
    "annelies-brouwer": (True, True),
    "victor-de-graaf": (True, False),  # head of a directorate that reads along
    "lieke-admiraal": (True, False),  # MEVA's channel
    "victor-straatman": (True, False),  # the region's channel
    "wim-verhage": (False, False),  # head of another directorate
    "femke-dijkgraaf": (False, False),
}


@pytest.mark.parametrize(("who", "reads"), READS_IT.items())
def test_reading_follows_the_channels_and_what_is_confidential_follows_the_work(
    who: str, reads: tuple[bool, bool]
) -> None:
    confidential = replace(signal(), confidential=True)
    person = VWS.people[who]
    assert (may_read(person, signal(), VWS), may_read(person, confidential, VWS)) == reads


def test_who_stands_behind_it_from_elsewhere_takes_nothing_away_from_the_region_it_is_about() -> None:
    joint = replace(signal(State.ROUTED), also_regions=(), co_filers=("lonneke-wisse",))
    assert may(VWS.people["noor-habets"], Step.WITHDRAW, joint, VWS)
    assert not may(VWS.people["lonneke-wisse"], Step.WITHDRAW, joint, VWS)
    assert not may(VWS.people["lonneke-wisse"], Step.EDIT, joint, VWS)
