"""From a request to its handler on the contents page, its handle looked up first."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Command, MessageAction, Press, Refusal, Reply, Request, Say, Submission, Unopened
from bot.handlers import Contents
from bot.handlers.file_signal import NONCE
from bot.late import keep_draft
from bot.store.work import Work
from bot.views.plain import plain_card


async def handled(request: Request, work: Work, contents: Contents) -> Reply:
    """The handler's reply; a Refusal for what the contents page or the handles do not know."""
    match request:
        case Command():
            word = request.words.strip().lower()
            command = contents.words.get(word) or contents.commands.get(request.name) or contents.words["help"]
            return await command(request, work)
        case MessageAction() if request.name in contents.message_actions:
            return await contents.message_actions[request.name](request, work)
        case Press() if request.action in contents.presses:
            return await contents.presses[request.action](await _found(request, work), work)
        case Submission() if request.action in contents.submissions:
            return await contents.submissions[request.action](await _matched(request, work), work)
        case Unopened():
            return Say(keep_draft(request.form, work, work.words))
        case _:
            raise Refusal(plain_card("refused.expired", work.words))


async def _found(press: Press, work: Work) -> Press:
    handle = await work.handles.resolve(press.handle)
    if handle is None or handle.kind not in {"card", "draft"}:
        raise Refusal(plain_card("refused.expired", work.words))
    return replace(press, subject=handle.subject)


async def _matched(submission: Submission, work: Work) -> Submission:
    """A form about a signal carries a handle issued for just that; a client cannot bring its own."""
    if submission.handle.startswith(NONCE):
        return submission
    handle = await work.handles.resolve(submission.handle)
    if handle is None or handle.kind != submission.action:
        raise Refusal(plain_card("refused.expired", work.words))
    return replace(submission, subject=handle.subject)
