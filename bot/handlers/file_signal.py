"""A liaison files a knelpunt: the form opens filled in, and what comes back is stored and routed in one step."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from typing import NamedTuple

from bot.answers import unpack_form
from bot.cards import Form
from bot.conversation import Command, Correct, Done, MessageAction, Open, Press, Refusal, Reply, Submission
from bot.filing import filed, guess_of, unknown
from bot.finding import alike
from bot.privacy import confidence, judge
from bot.proposal import asking, colleagues_in, doubts, note_confirmed, note_let_stand, proposed
from bot.rights import may_file
from bot.routing import Suggestion
from bot.store.work import Work
from bot.views.confiding import ALL, FEW, READERS, readers_form
from bot.views.filing import ACTION, LONGEST_OF, filing_form, filled_in, parted
from bot.views.help import SAID, unclear_card
from bot.views.plain import kept as given_back
from bot.views.plain import plain_card
from bot.views.seen_before import SEEN_BEFORE, seen_before_form

NONCE = "n."
"""How the handle of a form begins that is about no signal yet: it only makes the form count once."""

CONFIDENTIAL = ("vertrouwelijk", "confidential")
"""The words before a text that only those may read who work on it; `confidence` knows what else people write."""

_LINK = re.compile(r"https://[!-~]{1,2000}")
"""Addresses that a card may show as a link; whose they are, the platform of the message has seen to."""


_SEALED = "sealed:"

READ = 5000
"""Characters of what was typed or said that are read: what fits in the form, and what is shown beside it."""


class Beside(NamedTuple):
    """What goes along with a form and no client can change: kept behind its handle."""

    link: str = ""
    confidential: bool = False

    def packed(self) -> str:
        """As the payload of a handle; empty where nothing goes along."""
        return (_SEALED if self.confidential else "") + self.link

    @classmethod
    def unpacked(cls, payload: str) -> Beside:
        """What a handle held."""
        return cls(payload.removeprefix(_SEALED), payload.startswith(_SEALED))


async def ask(command: Command, work: Work) -> Reply:
    """`/knelpunt`, with or without words."""
    return _opened(command.words.strip(), work, Beside())


async def ask_confidential(command: Command, work: Work) -> Reply:
    """`/knelpunt vertrouwelijk tekst`: the form says so, and what is filed with it is."""
    return _opened(command.words.strip(), work, Beside(confidential=True))


async def ask_from_message(action: MessageAction, work: Work) -> Reply:
    """The words of somebody's message and the way back to it; who wrote them is left out."""
    return _opened(action.text.strip(), work, Beside(action.link if _LINK.fullmatch(action.link) else ""))


async def ask_said(press: Press, work: Work) -> Reply:
    """What was typed and not taken for a knelpunt is one after all."""
    said = await work.handles.resolve(press.handle)
    if said is None or said.kind != SAID:
        raise Refusal(plain_card("refused.expired", work.words))
    return _opened(said.payload, work, Beside())


async def reopen_form(press: Press, work: Work) -> Reply:
    """A form that did not open the first time, with everything that was typed in it."""
    draft = await work.handles.resolve(press.handle)
    if draft is None or draft.kind != "draft":
        raise Refusal(plain_card("refused.expired", work.words))
    return Open(unpack_form(draft.payload))


async def file_signal(submission: Submission, work: Work) -> Reply:
    """What was left empty is guessed from the words; what was chosen stands."""
    _permit(work)
    typed = {key: value.strip() for key, value in submission.values.items()}
    told = confidence.told(typed.get("text", ""))
    values = typed | {"text": told.text}
    guess = guess_of(told.text, work)
    beside = await _beside(submission.handle, work)
    beside = beside._replace(confidential=beside.confidential or told.sealed)
    errors = _errors(values, guess, work)
    if errors or any(judge(values[key]).advice != "allow" for key in LONGEST_OF if values.get(key)):
        form = _typed(typed, guess, submission.handle, beside, work)
        if again := proposed(form, work.words, lambda: _handle(beside, work), colleagues_in(work.organisation)):
            return again
        if errors:
            return Correct(form, errors)
        note_confirmed(form, work)
    if told.is_asked and not beside.confidential:
        kept = json.dumps({"values": values, "link": beside.link})
        return Open(readers_form(told.text, work.handles.issue(READERS, "", kept), work.words))
    return await _kept(values, guess, beside, work)


async def choose_readers(submission: Submission, work: Work) -> Reply:
    """Whoever wrote that something is confidential says whether it is this; what was typed lies behind the handle."""
    kept = await work.handles.resolve(submission.handle)
    if kept is None:
        raise Refusal(plain_card("refused.expired", work.words))
    typed = json.loads(kept.payload)
    values: dict[str, str] = typed["values"]
    _permit(work)
    if unknown(values, work.organisation):
        raise Refusal(given_back(plain_card("refused.expired", work.words), values.values()))
    choice = submission.values.get("readers", "")
    if choice not in {FEW, ALL}:
        form = readers_form(values["text"], submission.handle, work.words)
        return Correct(form, {"readers": work.text("readers.missing")})
    note_let_stand(values.values(), work)
    beside = Beside(typed["link"], confidential=choice == FEW)
    return await _kept(values, guess_of(values["text"], work), beside, work)


async def readers_again(press: Press, work: Work) -> Reply:
    """The same question, when its answer could not be kept."""
    kept = await work.handles.resolve(press.handle)
    if kept is None or kept.kind != READERS:
        raise Refusal(plain_card("refused.expired", work.words))
    return Open(readers_form(json.loads(kept.payload)["values"]["text"], press.handle, work.words))


async def _kept(values: Mapping[str, str], guess: Suggestion, beside: Beside, work: Work) -> Reply:
    """Filed, unless it is open to all and like something that is there."""
    if not beside.confidential and (found := await alike(values["text"], work, reader=work.actor)):
        shown = [each.number for each in found]
        typed = json.dumps({"values": values, "link": beside.link, "shown": shown})
        return Open(seen_before_form(found, work.handles.issue(SEEN_BEFORE, "", typed), work.organisation, work.words))
    await filed(values, guess, beside.link, work, confidential=beside.confidential)
    return Done()


def _opened(text: str, work: Work, beside: Beside) -> Reply:
    _permit(work)
    told = confidence.told(text)
    text, beside = told.text, beside._replace(confidential=beside.confidential or told.sealed)
    judgement = judge(text[:READ])
    fits, rest = parted(judgement.masked)
    may_stay = doubts(judgement, colleagues_in(work.organisation))
    return Open(
        filing_form(
            text=fits,
            guess=guess_of(text, work) if text else None,
            filer=work.actor,
            organisation=work.organisation,
            words=work.words,
            handle=asking(_handle(beside, work), may_stay),
            rest=f"{rest} …" if len(text) > READ else rest,
            found=judgement.seen("block"),
            may_stay=may_stay,
            linked=bool(beside.link),
            confidential=beside.confidential,
        )
    )


def _typed(values: Mapping[str, str], guess: Suggestion, handle: str, beside: Beside, work: Work) -> Form:
    """The form as it came in, what was left empty guessed from its words."""
    form = filing_form(
        text="",
        guess=guess if values.get("text") else None,
        filer=work.actor,
        organisation=work.organisation,
        words=work.words,
        handle=handle,
        linked=bool(beside.link),
        confidential=beside.confidential,
    )
    return filled_in(form, values)


def _handle(beside: Beside, work: Work) -> str:
    """What makes the form count once; what goes along is kept behind it."""
    payload = beside.packed()
    return work.handles.issue(ACTION, "", payload) if payload else NONCE + secrets.token_urlsafe(18)


async def _beside(handle: str, work: Work) -> Beside:
    kept = None if handle.startswith(NONCE) else await work.handles.resolve(handle)
    return Beside.unpacked(kept.payload) if kept else Beside()


def _permit(work: Work) -> None:
    if not may_file(work.actor, work.organisation):
        raise Refusal(unclear_card("refused.filing", "", "", work.actor, work.organisation, work.words))


def _errors(values: Mapping[str, str], guess: Suggestion, work: Work) -> dict[str, str]:
    """What is wrong by field, and what to do about it; empty when the form can be filed."""
    organisation, errors = work.organisation, dict[str, str]()
    if not values.get("text"):
        errors["text"] = work.text("error.empty")
    for key, longest in LONGEST_OF.items():
        if len(values.get(key, "")) > longest:
            errors[key] = work.text("error.too_long", longest=longest)
    if not values.get("region") and guess.region_choices:
        choices = work.words.any_of([organisation.regions[key].name for key in guess.region_choices])
        errors["region"] = work.text("error.region", choices=choices)
    elif not values.get("region") and not guess.region:
        errors["region"] = work.text("error.region.none")
    return errors | dict.fromkeys(unknown(values, organisation), work.text("error.choice"))
