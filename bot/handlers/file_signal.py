"""A liaison files a knelpunt: the form opens filled in, and what comes back is stored and routed in one step."""

from __future__ import annotations

import secrets

from bot.answers import unpack_form
from bot.cards import Form
from bot.conversation import Command, Correct, Done, MessageAction, Open, Press, Refusal, Reply, Submission
from bot.privacy import judge
from bot.rights import may_file
from bot.routing import Suggestion, suggest
from bot.signals import Signal
from bot.store.work import Work
from bot.views.filing import filing_form, plain_card, privacy_error


async def ask(command: Command, work: Work) -> Reply:
    """`/knelpunt`, with or without words."""
    return _opened(command.words.strip(), work)


async def ask_from_message(action: MessageAction, work: Work) -> Reply:
    """The words of somebody's message; who wrote them is left out."""
    return _opened(action.text.strip(), work)


async def reopen_form(press: Press, work: Work) -> Reply:
    """A form that did not open the first time, with everything that was typed in it."""
    draft = await work.handles.resolve(press.handle)
    if draft is None or draft.kind != "draft":
        raise Refusal(plain_card("refused.expired", work.words))
    return Open(unpack_form(draft.payload))


async def file_signal(submission: Submission, work: Work) -> Reply:
    """What was left empty is guessed from the words; what was chosen stands."""
    _permit(work)
    values = {key: value.strip() for key, value in submission.values.items()}
    guess = suggest(values.get("text", ""), work.organisation, home_region=_home(work))
    form = _form(values.get("text", ""), guess, submission.handle, work)
    errors = _errors(values, guess, work)
    if errors:
        return Correct(_kept(form, values), errors)
    theme = values.get("theme") or ""
    themes = tuple(dict.fromkeys(key for key in (theme, *guess.themes) if key))
    lead = values.get("lead") or (work.organisation.themes[theme].lead if theme and theme not in guess.themes[:1] else guess.lead)
    signal = Signal.file(
        id=secrets.token_hex(8),
        number=await work.signals.new_number(),
        text=values["text"],
        region=values.get("region") or guess.region,
        region_mention=guess.region_mention,
        also_regions=guess.also_regions,
        themes=themes,
        kind=guess.kind,
        urgency=values.get("urgency") or guess.urgency,
        lead=lead,
        co=guess.co,
        filer=work.actor.key,
        on_behalf_of=values.get("on_behalf_of", ""),
        at=work.now,
    )
    await work.signals.save(signal)
    work.plan_reminder(signal)
    await work.show(signal)
    return Done()
