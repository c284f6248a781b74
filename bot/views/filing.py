"""The form in which a signal is filed: filled in as far as the words allow, each guess with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.cards import Block, ChoiceField, DateField, Field, Form, Note, Option, Paragraph, TextField
from bot.organisation import Organisation, Person, Same
from bot.routing import About, Suggestion
from bot.texts import Words

ACTION = "file_signal"
LONGEST = 3000
"""Characters of a text: what the narrowest platform takes in one field."""

LONGEST_OF = {"text": LONGEST, "on_behalf_of": 150}

OPEN = frozenset({"reason.region.ask", "reason.region.none", "reason.theme.none"})
"""Reasons that nothing could be chosen for sure."""


def filing_form(
    *,
    text: str,
    guess: Suggestion | None,
    filer: Person,
    organisation: Organisation,
    words: Words,
    handle: str,
    rest: str = "",
    found: tuple[str, ...] = (),
    may_stay: tuple[str, ...] = (),
    linked: bool = False,
    confidential: bool = False,
) -> Form:
    """Six fields at most; what is left empty is guessed from the words when the form is sent in.

    `rest` is what did not fit in the text, shown so that it can be kept; `found` is the personal data that was masked
    in `text`, shown so that the filer knows what changed, and `may_stay` what stays in it if the filer sends it so; `linked` says that the words come from a message whose address goes along;
    `confidential` that only those who work on it will read them.
    """
    return Form(
        title=words.text("file.title"),
        submit=words.text("file.submit"),
        cancel=words.text("cancel"),
        action=ACTION,
        handle=handle,
        fields=(
            TextField("text", words.text("file.text"), text, _hint(words, confidential), "many", longest=LONGEST),
            *_guessed(guess, filer, organisation, words),
            TextField(
                "on_behalf_of",
                words.text("file.on_behalf_of"),
                hint=words.text("file.on_behalf_of.hint"),
                required=False,
                longest=LONGEST_OF["on_behalf_of"],
            ),
        ),
        intro=(
            *(_confidential(words) if confidential else ()),
            *(_notice(found, may_stay, words) if guess else _help(words)),
            *(_source(words) if linked else ()),
            *(_rest(rest, words) if rest else ()),
        ),
        language=words.language,
        missing=words.text("error.empty"),
    )


def parted(text: str) -> tuple[str, str]:
    """What fits in the field, up to the end of a word, and what does not."""
    if len(text) <= LONGEST:
        return text, ""
    end = text.rfind(" ", LONGEST // 2, LONGEST)
    head = text[: end if end > 0 else LONGEST]
    return head.rstrip(), text[len(head) :].strip()


def filled_in(form: Form, values: Mapping[str, str]) -> Form:
    """The form with what was typed and chosen still in it."""
    return replace(form, fields=tuple(_with(field, values.get(field.key, "")) for field in form.fields))


def _with(field: Field, value: str) -> Field:
    match field:
        case TextField():
            return replace(field, value=value)
        case ChoiceField():
            known = any(option.key == value for option in field.options)
            if not known or value == field.value:
                return field
            return replace(field, value=value, hint="")  # why something else was guessed is no reason for this
        case DateField():
            return field


def _guessed(guess: Suggestion | None, filer: Person, organisation: Organisation, words: Words) -> tuple[Field, ...]:
    home = organisation.regions[filer.regions[0]].name if filer.regions else ""
    left_empty = {"region": words.text("file.region.hint", home=home)} if home else {}
    options = _options(Same(organisation), words.language)
    options = {**options, "region": _own_first(filer, options["region"])}
    chosen = {
        "region": guess.region if guess else "",
        "theme": guess.themes[0] if guess and guess.themes else "",
        "urgency": guess.urgency if guess else "",
        "lead": guess.lead if guess else "",
    }
    abouts: tuple[About, ...] = ("region", "theme", "urgency", "lead")
    return tuple(
        ChoiceField(
            about,
            words.text(f"file.{about}"),
            options[about],
            chosen[about],
            _because(guess, about, words) if guess else left_empty.get(about, ""),
            required=False,
        )
        for about in abouts
    )


def _hint(words: Words, confidential: bool) -> str:
    """What belongs in the text, and by which word few will read it; a form with a field for that would be too long."""
    return words.text("file.text.hint") + ("" if confidential else f" {words.text('file.text.confidential')}")


def _because(guess: Suggestion, about: About, words: Words) -> str:
    """Why this was chosen; where the filer has to choose, just what is the matter."""
    reason = guess.why(about)
    told = words.text(reason.key, **reason.facts)
    if reason.key in OPEN:
        return f"{told[0].upper()}{told[1:]}."
    return words.text("hint.because", reason=told)


def _help(words: Words) -> tuple[Block, ...]:
    return (Note(words.spans("file.intro")),)


def _confidential(words: Words) -> tuple[Block, ...]:
    return (Note(words.spans("file.confidential")),)


def _rest(rest: str, words: Words) -> tuple[Block, ...]:
    return (Paragraph(words.spans("file.rest", rest=rest)),)


def _source(words: Words) -> tuple[Block, ...]:
    return (Note(words.spans("file.source")),)


def _notice(found: tuple[str, ...], may_stay: tuple[str, ...], words: Words) -> tuple[Block, ...]:
    told = {"privacy.notice": found, "privacy.caution": may_stay}
    return tuple(Note(words.spans(key, found=", ".join(each))) for key, each in told.items() if each)


@lru_cache(maxsize=8)
def _options(same: Same, language: str) -> Mapping[About, tuple[Option, ...]]:
    """What can be chosen, the same for everybody: made once for an organisation, in each language."""
    organisation, words = same.organisation, Words(language)
    return {
        "region": _by_label(Option(region.key, region.name) for region in organisation.regions.values()),
        "theme": _by_label(Option(theme.key, theme.label) for theme in organisation.themes.values()),
        "urgency": tuple(Option(key, words.text(f"urgency.{key}.long")) for key in organisation.urgencies),
        "lead": tuple(Option(each.key, f"{each.key}: {each.name}") for each in organisation.routable()),
    }


def _by_label(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: option.label))


def _own_first(filer: Person, regions: tuple[Option, ...]) -> tuple[Option, ...]:
    """The filer's own regions, the main one first, then the others."""
    every = {region.key: region for region in regions}
    own = {key: every[key] for key in filer.regions}
    return tuple((own | every).values())
