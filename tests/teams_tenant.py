"""What Teams remembers and the rules it keeps, as far as Regiolijn uses it; `fake_teams` puts it on the wire.

It is strict: what it would not have expected of a well-behaved app it notes in `complaints`, which a test wants empty.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.adaptive import LARGEST, weight
from tests.teams_messages import Json, Posted, message_faults

Answer = tuple[int, Json]

WINDOWS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
ALL_TOGETHER = ((1, 50),)


@dataclass
class Chat:
    """A conversation: whoever is in it by Entra id, and whether the app is."""

    id: str
    kind: Literal["channel", "groupChat", "personal"]
    people: set[str]
    installed: bool = True
    blocked: bool = False


class Tenant:
    """One tenant with one app in it. `clock` gives seconds and may be replaced to move time."""

    def __init__(self) -> None:
        self.tenant = "5f7b1d9e-0000-4000-8000-00000000a001"
        self.app_id, self.secret = "5f7b1d9e-0000-4000-8000-00000000b001", "a client secret"
        self.clock: Callable[[], float] = time.monotonic
        self.paced = True
        self.takes_targeted = True
        self.users: dict[str, Json] = {}
        self.chats: dict[str, Chat] = {}
        self.posted: list[Posted] = []
        self.tokens: list[str] = []
        self.calls: list[tuple[str, Json]] = []
        self.complaints: list[str] = []
        self._sent: dict[str, deque[float]] = defaultdict(deque)
        self._count = 1_700_000_000_000

    # What a test sets up

    def add_user(self, entra: str, name: str, email: str = "", *, installed: bool = True, **about: object) -> str:
        """Somebody of the tenant, with the app or without; `about` overrides what Teams tells (`userRole="guest"`)."""
        self.users[entra] = {
            "id": f"29:1{entra}", "name": name, "aadObjectId": entra, "email": email, "userPrincipalName": email,
            "tenantId": self.tenant, "userRole": "user", **about,
        }  # fmt: skip
        self.chats[direct_chat(entra)] = Chat(direct_chat(entra), "personal", {entra}, installed)
        return entra

    def add_channel(self, conversation: str, *, installed: bool = True) -> str:
        """A channel with everybody in it, whoever comes later included."""
        self.chats[conversation] = Chat(conversation, "channel", set(), installed)
        return conversation

    def add_group_chat(self, conversation: str, *people: str) -> str:
        """A chat of several people and the app."""
        self.chats[conversation] = Chat(conversation, "groupChat", set(people))
        return conversation

    # What a test looks at

    def messages(self, conversation: str) -> list[Posted]:
        """What stands in a conversation for everybody, replies in threads apart."""
        return [
            post for post in self.posted if post.conversation == conversation and not (post.thread or post.only_for)
        ]

    def thread(self, post: Posted) -> list[Posted]:
        """The replies under a message that everybody sees."""
        return [reply for reply in self.posted if reply.thread == post.id and not reply.only_for]

    def direct(self, entra: str) -> list[Posted]:
        """What somebody reads in their 1:1 chat."""
        return self.messages(direct_chat(entra))

    def whispered(self, entra: str) -> list[Posted]:
        """What only they see in shared conversations."""
        return [post for post in self.posted if post.only_for == entra]

    def called(self, name: str) -> list[Json]:
        """What was sent with each call of this name."""
        return [sent for call, sent in self.calls if call == name]

    # What the app asks for

    def token(self, tenant: str, form: Json) -> Answer:
        """The token endpoint of Entra."""
        self._expect("the scope is the connector's", form.get("scope") == "https://api.botframework.com/.default")
        self._expect("the grant is for an app", form.get("grant_type") == "client_credentials")
        if tenant != self.tenant:
            return _no_token(90002)
        if form.get("client_id") != self.app_id:
            return _no_token(700016)
        if form.get("client_secret") != self.secret:
            return _no_token(7000215)
        self.tokens.append(f"token-{self._next()}")
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": self.tokens[-1]}

    def create(self, body: Json) -> Answer:
        """Open a 1:1 chat, or start a thread in a channel; nothing else can be created."""
        self._expect("the tenant is named", body.get("tenantId") == self.tenant)
        if body.get("isGroup") is False:
            return self._open_direct(body)
        channel = body.get("channelData", {}).get("channel", {}).get("id")
        if body.get("isGroup") is not True or not body.get("activity") or not channel:
            return _refused(400, "BadSyntax")
        chat = self.chats.get(channel)
        if refused := self._closed(chat) or self._hurried(channel) or self._unfit(body["activity"]):
            return refused
        post = self._post(channel, body["activity"])
        return 201, {"id": f"{channel};messageid={post.id}", "activityId": post.id}

    def post(self, conversation: str, activity: Json, *, targeted: bool = False) -> Answer:
        """A message into a conversation, or into a thread of it."""
        where, _, root = conversation.partition(";messageid=")
        chat = self.chats.get(where)
        if refused := self._closed(chat) or self._hurried(where) or self._unfit(activity):
            return refused
        assert chat is not None
        self._expect("only channels have threads", not root or chat.kind == "channel")
        self._expect("a thread in a channel is created", targeted or bool(root) or chat.kind != "channel")
        if root and self._found(where, root) is None:
            return _refused(404, "ActivityNotFoundInConversation")
        recipient = self._person(activity.get("recipient", {}).get("id", ""))
        self._expect("a recipient is for what only they see", targeted or "recipient" not in activity)
        if targeted and not (self.takes_targeted and recipient and chat.kind != "personal"):
            return _refused(400, "BadArgument")
        post = self._post(where, activity, thread=root, only_for=recipient if targeted else "")
        return 201, {"id": post.id}

    def edit(self, conversation: str, message: str, activity: Json) -> Answer:
        """Another face for a message."""
        if (
            refused := self._closed(self.chats.get(conversation))
            or self._hurried(conversation)
            or self._unfit(activity)
        ):
            return refused
        post = self._found(conversation, message)
        if post is None:
            return _refused(404, "ActivityNotFoundInConversation")
        self._expect("an edit names its message", activity.get("id") == message)
        post.was.append(post.words)
        post.activity = activity
        return 200, {"id": post.id}

    def member(self, conversation: str, user: str) -> Answer:
        """Who somebody in a conversation is."""
        chat = self.chats.get(conversation)
        if refused := self._closed(chat):
            return refused
        assert chat is not None
        entra = self._person(user)
        if not entra or (chat.people and entra not in chat.people):
            return _refused(404, "MemberNotFoundInConversation")
        return 200, self.users[entra]

    def members(self, conversation: str) -> Answer:
        """The first page of whoever is in a conversation."""
        chat = self.chats.get(conversation)
        if refused := self._closed(chat):
            return refused
        assert chat is not None
        return 200, {"members": [self.users[entra] for entra in chat.people or self.users]}

    # Small rules

    def _open_direct(self, body: Json) -> Answer:
        self._expect("one person is named", len(body.get("members", ())) == 1)
        self._expect("opening says nothing", "activity" not in body)
        entra = self._person(body["members"][0]["id"])
        if not entra:
            return _refused(404, "UserNotFound")
        if not self.chats[direct_chat(entra)].installed:
            return _refused(403, "ForbiddenOperationException")
        return 201, {"id": direct_chat(entra)}

    def _person(self, user: str) -> str:
        """Entra's id of somebody by that id or by Teams' own; empty for nobody."""
        return next((entra for entra, about in self.users.items() if user in (entra, about["id"])), "")

    def _closed(self, chat: Chat | None) -> Answer | None:
        if chat is None:
            return _refused(404, "ConversationNotFound")
        if chat.blocked:
            said = '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked from message writes."\r\n}'
            return 403, {"errorCode": 209, "message": said}
        return None if chat.installed else _refused(403, "BotNotInConversationRoster")

    def _hurried(self, conversation: str) -> Answer | None:
        if not self.paced:
            return None
        now = self.clock()
        wait = max(self._over(conversation, WINDOWS, now), self._over("", ALL_TOGETHER, now))
        if wait > 0:
            return 429, {"error": {"code": "Throttled"}, "retry_after": math.ceil(wait)}
        self._sent[conversation].append(now)
        self._sent[""].append(now)
        return None

    def _over(self, lane: str, windows: tuple[tuple[int, int], ...], now: float) -> float:
        sent = self._sent[lane]
        return max(sent[-most] + span - now if len(sent) >= most else 0 for span, most in windows)

    def _unfit(self, activity: Json) -> Answer | None:
        self.complaints += message_faults(activity)
        return _refused(413, "MessageSizeTooBig") if weight(activity) > LARGEST else None

    def _found(self, conversation: str, message: str) -> Posted | None:
        return next((post for post in self.posted if (post.conversation, post.id) == (conversation, message)), None)

    def _post(self, conversation: str, activity: Json, *, thread: str = "", only_for: str = "") -> Posted:
        post = Posted(conversation, str(self._next()), activity, thread, only_for)
        self.posted.append(post)
        return post

    def _expect(self, rule: str, kept: bool) -> None:
        if not kept:
            self.complaints.append(f"broken rule: {rule}")

    def _next(self) -> int:
        self._count += 1
        return self._count


def direct_chat(entra: str) -> str:
    """The 1:1 chat of somebody with the app."""
    return f"a:1{entra}"


def _refused(status: int, code: str) -> Answer:
    return status, {"error": {"code": code, "message": "words that may quote what was sent"}}


def _no_token(code: int) -> Answer:
    return 401, {"error": "invalid_client", "error_description": f"AADSTS{code}: words", "error_codes": [code]}
