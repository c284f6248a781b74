"""Where an admitted request is understood, handed to Bolt and answered, whichever way it came in."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import pydantic_core
import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import address
from adapters.slack.admit import Payload
from adapters.slack.receive import receive, workspaces
from adapters.slack.replies import Replies
from adapters.slack.way import way_back

log = structlog.get_logger("slack")


class Desk:
    """Takes payloads that certainly come from Slack. `homes` may ask: workspaces or an organisation; empty until start."""

    def __init__(self, url: str, replies: Replies, homes: set[str]) -> None:
        self._app = _bolt(url, _Everything(replies))
        self._homes = homes

    async def take(self, payload: Payload, *, takes_answer: bool = True) -> str | None:
        """The body with which Slack is answered: JSON, or empty; None when the request could not be taken.

        Where Slack `takes_answer` is False, the body is empty and the answer goes its own way.
        """
        if not workspaces(payload) & self._homes:
            return ""
        request = receive(payload)
        if request is None:
            return ""
        context = {"asked": request, "way": way_back(payload, takes_answer=takes_answer)}
        try:  # as if it came in by Socket Mode: our own gates have verified it
            asked = AsyncBoltRequest(body=payload, mode="socket_mode", context=context)
        except Exception:  # a shape that Bolt stumbles over, in a part that we do not read
            log.exception("Bolt did not understand", request=type(request).__name__)
            return None
        answer = await self._app.async_dispatch(asked)
        if answer.status != 200:
            log.error("Bolt did not answer", request=type(request).__name__, status=answer.status)
            return None
        return answer.body


class _Everything(AsyncMiddleware):
    """Answers every present and future command, button, form and shortcut; the core has the list.

    A middleware and not a listener for each kind: Bolt would try those one by one, and collect for each of them what
    a listener may ask for by name.
    """

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # Bolt hands it over by this name
    ) -> BoltResponse:
        """The answer, after the work."""
        said = await self._replies.to(req.context["asked"], req.context["way"])
        return BoltResponse(status=200, body=pydantic_core.to_json(said).decode() if said else "")


def _bolt(url: str, everything: AsyncMiddleware) -> AsyncApp:
    """Bolt without the gates that `admit` replaces. Who may use the app was asked at the start, so not at every request."""

    async def authorize() -> AuthorizeResult:  # Bolt does not start without one
        return AuthorizeResult(enterprise_id=None, team_id=None)

    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.WARNING)
    return AsyncApp(
        name=address.NAME,
        logger=quiet,
        client=AsyncWebClient(base_url=url),
        before_authorize=everything,
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
