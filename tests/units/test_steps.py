"""What buttons offer and what the drawing has never disagree, and every step somebody may take has a button."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.cards import Buttons
from bot.handlers import CONTENTS
from bot.rights import RIGHTS
from bot.signals import REGION, Signal, State, Step
from bot.texts import words
from bot.views.steps import MORE, ON_CARD, ON_RECEIPT, STEP_OF, button, other_steps, possible

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
FILED = Signal.file(id="s1", number="K-2026-0001", text="t", region="zeeland", lead="MEVA", filer="noor-habets", at=NOW)


def standing(state: State) -> Signal:
    fixer = "" if state is State.ROUTED else "ruben-alting"
    return replace(FILED, state=state, fixer=fixer)


def test_every_button_is_on_the_contents_page() -> None:
    offered = {*STEP_OF, MORE, *(action for each in (ON_CARD, ON_RECEIPT) for row in each.values() for action in row)}
    assert offered <= set(CONTENTS.presses)


def test_every_step_that_somebody_may_take_has_a_button() -> None:
    proposed = {Step.SHARE, Step.RELATE, Step.UNRELATE}  # the button stands below the proposal itself
    assert set(RIGHTS) - set(STEP_OF.values()) == proposed


@pytest.mark.parametrize("state", State)
def test_a_card_offers_what_the_drawing_has_from_there(state: State) -> None:
    signal = standing(state)
    for action in (*ON_CARD.get(state, ()), *ON_RECEIPT.get(state, ())):
        waits_for_region = action == "ask_answer"
        assert possible(replace(signal, waits_for=REGION) if waits_for_region else signal, action), action


@pytest.mark.parametrize("state", State)
def test_more_offers_exactly_what_the_drawing_has(state: State) -> None:
    signal = replace(standing(state), waits_for=REGION, waits_until=date(2026, 12, 1))
    card = other_steps(signal, "Zeeland", words("nl"), lambda step: True, "h")
    shown = {each.action for block in card.blocks if isinstance(block, Buttons) for each in block.buttons}
    assert {STEP_OF[action] for action in shown} == {step for step in set(STEP_OF.values()) if signal.may(step)}


def test_more_offers_nothing_that_the_reader_may_not_do() -> None:
    card = other_steps(standing(State.CLAIMED), "Zeeland", words("nl"), lambda step: step is Step.NOTE, "h")
    shown = [each.action for block in card.blocks if isinstance(block, Buttons) for each in block.buttons]
    assert shown == ["ask_note"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_button_has_a_word(language: str) -> None:
    labels = [button(action, FILED, words(language)).label for action in (*STEP_OF, MORE)]
    assert len(set(labels)) == len(labels), "no two buttons look the same"
