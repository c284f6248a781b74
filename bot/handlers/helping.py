"""What can I do here, and what was meant? For who asks, and for who typed what is no command and no knelpunt."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from bot.conversation import Command, Open, Press, Refusal, Reply, Say
from bot.permission import found, possible, theirs
from bot.privacy import judge
from bot.recognise import fold
from bot.rights import may, may_file
from bot.routing import suggest
from bot.signals import REGION, Signal, Step
from bot.signals.numbered import only_number
from bot.store.work import Work
from bot.views.amending import note_form
from bot.views.asking import filled
from bot.views.help import SAID, answer_or_new_card, help_card, nearest_card, unclear_card
from bot.views.plain import plain_card
from bot.views.working import answer_form

LITTLE = 4
"""Words that may be no knelpunt; whoever types more is telling something."""

AN_ANSWER = 25
"""Words that may be the answer to a question that waits for whoever types them."""

TELLING = frozenset(
    [
        *("belemmert", "blokkeert", "botst", "hapert", "knelt", "knelpunt", "lukt", "mislukt", "mist", "ontbreekt"),
        *("ontbreken", "probleem", "stagneert", "stokt", "tekort", "vast", "vastgelopen", "verboden", "verplicht"),
        *("fails", "forbidden", "lacks", "missing", "problem", "shortage", "stuck"),
    ]
)
"""Words that tell of something that does not work, whatever it is."""


async def help_(command: Command, work: Work) -> Reply:
    """What the asker's roles can do, and whom to ask for more."""
    return Say(help_card(work.actor, work.organisation, work.words))


async def nearest(command: Command, work: Work) -> Reply:
    """A few words that look like a command but are none."""
    meant = get_close_matches(command.words.split()[0].lower(), work.contents.words, n=1, cutoff=0)
    typed = judge(command.words).masked
    handle = work.handles.issue(SAID, "", typed) if may_file(work.actor, work.organisation) else ""
    return Say(nearest_card(meant[0], typed, work.words, handle))


async def unclear(command: Command, work: Work) -> Reply | None:
    """A number is looked up, an answer is offered to be sent, and what says too little gets help; None for a knelpunt.

    A figure alone is a number too, unless whoever types it was asked something: how many schools?
    """
    typed = command.words.strip()
    files = may_file(work.actor, work.organisation)
    if number := only_number(typed):
        return await _looked_up(number, command, work)
    if files and command.direct and 0 < len(typed.split()) <= AN_ANSWER and (signal := await _asked(work)):
        masked = judge(typed).masked
        return Say(answer_or_new_card(signal, masked, work.handles.issue(SAID, signal.id, masked), work.words))
    if number := only_number(typed, work.today.year):
        return await _looked_up(number, command, work)
    tells = not typed or _tells(typed, work)
    if files and tells:
        return None
    masked = judge(typed).masked
    key = "refused.filing" if tells else "unclear"
    handle = work.handles.issue(SAID, "", masked) if files else ""
    return Say(unclear_card(key, masked, handle, work.actor, work.organisation, work.words))


async def _looked_up(number: str, command: Command, work: Work) -> Reply:
    shown: Reply = await work.contents.words["toon"](replace(command, words=number), work)
    return shown


async def answer_said(press: Press, work: Work) -> Reply:
    """What was typed is the answer, or a note where none waits for it by now: the form has it already."""
    said = await work.handles.resolve(press.handle)
    if said is None or said.kind != SAID:
        raise Refusal(plain_card("refused.expired", work.words))
    signal = theirs(await found(said.subject, work), Step.ANSWER, work)
    if signal.waits_for == REGION:
        form = answer_form(signal, work.handles.issue("answer", signal.id), work.words)
    else:
        form = note_form(possible(signal, Step.NOTE, work), work.handles.issue("note", signal.id), work.words)
    return Open(filled(form, {"text": said.payload}))


def _tells(typed: str, work: Work) -> bool:
    """Whether it may be a knelpunt: it is longer, or a theme, a place, a directorate's word or a cue is in it."""
    words = typed.split()
    if len(words) > LITTLE or any(fold(word.strip(".,;:!?")) in TELLING for word in words):
        return True
    guess = suggest(typed, work.organisation, home_region="")
    if guess.themes or guess.region_mention or guess.why("lead").because != "fallback":
        return True
    return any(guess.why(about).because != "usual" for about in ("urgency", "kind"))


async def _asked(work: Work) -> Signal | None:
    """The signal whose fixer waits for this person's answer, the most pressing one."""
    stored = work.organisation.successors.ever("people", work.actor.key)
    found = [signal for signal in await work.signals.not_over(person=stored) if signal.waits_for == REGION]
    theirs = [signal for signal in found if may(work.actor, Step.ANSWER, signal, work.organisation)]
    return min(theirs, key=lambda signal: (str(signal.waits_until), signal.number), default=None)
