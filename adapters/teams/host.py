"""The Bot Framework's turn, run on an activity that our own gate has verified; its types go no further than this file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ActivityTypes
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
    UserTokenClient,
)

Body = dict[str, Any]

Logic = Callable[[Mapping[str, Any]], Awaitable[Body | None]]
"""What happens in a turn: the activity as it came in, and the body an invoke is answered with, None for none."""


_PARTS = ("from", "recipient", "conversation")
_LISTS = ("attachments", "entities", "membersAdded")


class Malformed(Exception):
    """It has the shape of no activity: nothing that Teams sends."""


class Host(CloudAdapterBase):  # type: ignore[misc]  # the framework carries no types
    """Hosts turns. `connector` is the one for everything that is sent; the framework asks for it at each turn."""

    def __init__(self, connector: object, logic: Logic) -> None:
        self._shared = _Shared(connector)
        super().__init__(_Verified(self._shared))
        self._logic = logic

    async def take(self, payload: Mapping[str, Any], claims: Mapping[str, Any]) -> Body | None:
        """The body with which an invoke is answered, None where there is nothing to say; raises Malformed."""
        activity = _activity(payload)

        async def turn(context: TurnContext) -> None:
            body = await self._logic(payload)
            if activity.type == ActivityTypes.invoke:
                answer = InvokeResponse(status=200, body=body)
                context.turn_state[self._INVOKE_RESPONSE_KEY] = Activity(
                    type=ActivityTypes.invoke_response, value=answer
                )

        proof = AuthenticateRequestResult()
        proof.claims_identity = ClaimsIdentity(dict(claims), True)
        proof.connector_factory = self._shared
        answered = await self.process_activity(proof, activity, turn)
        return answered.body if answered else None


def _activity(payload: Mapping[str, Any]) -> Activity:
    """As much as the framework needs to run a turn; raises Malformed.

    Its own reader takes a third of the time of a whole turn, and nobody looks at what it makes. There is no delivery
    mode either: what is said goes its own way, and is never gathered for the answer.
    """
    for name in _PARTS:
        if not isinstance(payload.get(name), dict | None):
            raise Malformed(f"{name} is no object")
    for name in _LISTS:
        listed = payload.get(name)
        if not (listed is None or (isinstance(listed, list) and all(isinstance(each, dict) for each in listed))):
            raise Malformed(f"{name} is no list of objects")
    return Activity(
        type=payload["type"], id=payload["id"], channel_id=payload["channelId"], service_url=payload["serviceUrl"]
    )


class _Shared(ConnectorFactory):  # type: ignore[misc]
    """Hands out what stands ready: the framework would build a connector, with credentials, for every turn."""

    def __init__(self, connector: object) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> object:
        return self._connector


class _Verified(BotFrameworkAuthentication):  # type: ignore[misc]
    """Has nothing to verify: the gate has, and nobody signs in."""

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError("only what the gate has verified becomes a turn")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError("nothing is streamed")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._shared

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient | None:
        return None
