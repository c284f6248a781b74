"""The form in which a signal is filed: filled in as far as the words allow, each guess with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import Block, ChoiceField, Field, Form, Note, Option, Paragraph, TextField
from bot.organisation import Organisation, Person
from bot.privacy import Judgement
from bot.routing import Reason, Suggestion
from bot.texts import Words

ACTION = "file_signal"


def filing_form(
    *,
    text: str,
    guess: Suggestion | None,
    filer: Person,
    organisation: Organisation,
    words: Words,
    handle: str,
    judgement: Judgement | None = None,
) -> Form:
    """Six fields at most; what is left empty is guessed from the words when the form is sent in."""
    return Form(
        title=words.text("file.title"),
        submit=words.text("file.submit"),
        cancel=words.text("cancel"),
        action=ACTION,
        handle=handle,
        fields=(
            TextField(
                "text",
                words.text("file.text"),
                value=judgement.masked if judgement else text,
                hint=words.text("file.text.hint"),
                lines="many",
            ),
            *_guessed(guess, filer, organisation, words),
            TextField(
                "on_behalf_of",
                words.text("file.on_behalf_of"),
                hint=words.text("file.on_behalf_of.hint"),
                required=False,
                longest=150,
            ),
        ),
        intro=_intro(judgement, guess, words),
        language=words.language,
    )


def _guessed(guess: Suggestion | None, filer: Person, organisation: Organisation, words: Words) -> tuple[Field, ...]:
    home = organisation.regions[filer.regions[0]].name if filer.regions else ""
    return (
        ChoiceField(
            "region",
            words.text("file.region"),
            tuple(Option(region.key, region.name) for region in _by_home(organisation, filer)),
            value=(guess.region or "") if guess else "",
            hint=_hint(guess, "region", organisation, words) or words.text("file.region.hint", home=home),
            required=False,
        ),
        ChoiceField(
            "theme",
            words.text("file.theme"),
            tuple(Option(theme.key, theme.label) for theme in sorted(organisation.themes.values(), key=_label)),
            value=guess.themes[0] if guess and guess.themes else "",
            hint=_hint(guess, "theme", organisation, words) or words.text("file.theme.hint"),
            required=False,
        ),
        ChoiceField(
            "urgency",
            words.text("file.urgency"),
            tuple(Option(key, words.text(f"urgency.{key}.long")) for key in organisation.urgencies),
            value=guess.urgency if guess else "",
            hint=_hint(guess, "urgency", organisation, words) or words.text("file.urgency.hint"),
            required=False,
        ),
        ChoiceField(
            "lead",
            words.text("file.lead"),
            tuple(Option(d.key, f"{d.key}: {d.name}") for d in organisation.routable()),
            value=guess.lead if guess else "",
            hint=_hint(guess, "lead", organisation, words) or words.text("file.lead.hint"),
            required=False,
        ),
    )


def _by_home(organisation: Organisation, filer: Person) -> list:  # type: ignore[type-arg]
    own = [organisation.regions[key] for key in filer.regions]
    others = sorted((r for r in organisation.regions.values() if r not in own), key=lambda region: region.name)
    return [*own, *others]
