"""The second step of a form: everything that may not be sent is replaced, everything else stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import ChoiceField, DateField, Form, Note, Option, TextField, plain
from bot.proposal import proposed
from bot.texts import words

DUTCH = words("nl")
BSN, IBAN = "948102731", "NL91 ABNA 0417 1643 00"


def form(text: str, whom: str = "") -> Form:
    return Form(
        "Knelpunt melden",
        "Melden",
        "Annuleren",
        "file_signal",
        "first",
        (
            TextField("text", "Wat?", text, lines="many"),
            ChoiceField("region", "Waar?", (Option("zl", "Zuid-Limburg"),), "zl"),
            DateField("on", "Wanneer?", date(2026, 11, 10)),
            TextField("whom", "Namens wie?", whom),
        ),
        intro=(Note(("Lees dit eerst",)),),
    )


def test_what_may_be_sent_needs_no_second_step() -> None:
    assert proposed(form("De stage telt niet mee."), DUTCH, lambda: "second") is None


def test_every_text_is_replaced_where_it_must_be_and_nothing_else_changes() -> None:
    step = proposed(form(f"Cliënt {BSN} wacht.", f"Rekening {IBAN}"), DUTCH, lambda: "second")
    assert step is not None
    text, region, on, whom = step.form.fields
    assert (text, whom) == (
        TextField("text", "Wat?", "Cliënt [BSN] wacht.", lines="many"),
        TextField("whom", "Namens wie?", "Rekening [IBAN]"),
    )
    assert (region, on) == form("").fields[1:3]
    assert step.form.handle == "second"
    said, first = step.form.intro
    assert isinstance(said, Note)
    assert BSN in plain(said.spans)
    assert IBAN in plain(said.spans)
    assert first == Note(("Lees dit eerst",))


def test_a_number_that_was_typed_twice_is_named_once() -> None:
    step = proposed(form(f"{BSN} en nog eens {BSN}"), DUTCH, lambda: "second")
    assert step is not None
    said = step.form.intro[0]
    assert isinstance(said, Note)
    assert plain(said.spans).count(BSN) == 1


def test_no_handle_is_issued_for_a_step_that_is_not_needed() -> None:
    issued: list[str] = []
    proposed(form("De stage telt niet mee."), DUTCH, lambda: issued.append("x") or "x")
    assert issued == []


def test_what_may_stay_is_asked_about_until_it_is_sent_as_it_stands() -> None:
    asked = proposed(form("Bel Rianne, casemanager.", "h.vos@gemeente.nl"), DUTCH, lambda: "second")
    assert asked is not None
    assert asked.form.fields == form("Bel Rianne, casemanager.", "h.vos@gemeente.nl").fields
    said = asked.form.intro[0]
    assert isinstance(said, Note)
    assert "Rianne, h.vos@gemeente.nl" in plain(said.spans)
    assert proposed(asked.form, DUTCH, lambda: "third") is None


def test_less_than_was_asked_about_may_stay_and_other_words_may_not() -> None:
    asked = proposed(form("Bel Rianne, casemanager.", "h.vos@gemeente.nl"), DUTCH, lambda: "second")
    assert asked is not None
    less = replace(form("Bel Rianne, casemanager."), handle=asked.form.handle)
    other = replace(form("Bel Souad, casemanager."), handle=asked.form.handle)
    assert proposed(less, DUTCH, lambda: "third") is None
    assert proposed(other, DUTCH, lambda: "third") is not None


def test_no_word_can_be_read_from_a_handle_and_every_handle_fits_every_platform() -> None:
    many = " ".join(
        f"Bel casemanager {name}." for name in ("Rianne", "Souad", "Fatiha", "Hanneke", "Marloes", "Gerben")
    )
    emails = " ".join(f"{letter}.jansen@zorg.example" for letter in "abcdefghijk")
    asked = proposed(form(many, emails), DUTCH, lambda: "x" * 26)
    assert asked is not None
    assert len(asked.form.handle) <= 100
    assert "rianne" not in asked.form.handle.lower()
    assert proposed(asked.form, DUTCH, lambda: "third") is None


def test_a_colleague_is_named_without_a_question() -> None:
    typed = form("Vraag het Ruben Alting.")
    assert proposed(typed, DUTCH, lambda: "second", frozenset({"ruben alting"})) is None
    assert proposed(typed, DUTCH, lambda: "second") is not None


@given(st.lists(st.sampled_from([BSN, IBAN, " ", "cliënt", "[BSN]", ".", "\n", "12", "-", "NL"]), max_size=12))
def test_what_is_proposed_can_be_sent_as_it_stands(parts: list[str]) -> None:
    step = proposed(form("".join(parts)), DUTCH, lambda: "second")
    assert step is None or proposed(step.form, DUTCH, lambda: "third") is None
