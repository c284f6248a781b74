"""What Slack remembers and the rules it keeps, as far as Regiolijn uses it; `fake_slack` puts it on the wire.

It is strict: what it would not have expected of a well-behaved app it notes in `complaints`, which a test wants empty.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.blockkit import message_faults, view_faults
from tests.slack_files import Files

Json = dict[str, Any]

SCOPES = frozenset({"commands", "chat:write", "im:write", "users:read", "users:read.email"})
OPTIONAL = frozenset({"files:write"})
NEEDS = {
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.info": "channels:read",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
}
READS = frozenset(
    {
        "users.info",
        "users.lookupByEmail",
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "chat.getPermalink",
    }
)
NO_JSON = frozenset({"files.getUploadURLExternal", "files.completeUploadExternal"})
TAKES = {
    "files.getUploadURLExternal": {"filename", "length", "alt_txt"},
    "files.completeUploadExternal": {"files"},
    "chat.postMessage": {
        "channel",
        "text",
        "blocks",
        "metadata",
        "thread_ts",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
    },
    "chat.update": {"channel", "ts", "text", "blocks", "metadata"},
    "chat.postEphemeral": {"channel", "user", "text", "blocks"},
}
HOME = "https://regiolijn.slack.com/"
TRIGGER_LIVES = 3.0
RESPONSE_URL_LIVES, RESPONSE_URL_USES = 1800.0, 5


@dataclass
class Posted:
    """One message as people in the channel see it now; `was` holds its earlier faces."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    thread_ts: str = ""
    metadata: Json = field(default_factory=dict)
    was: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Everything that can be read on it, buttons apart."""
        return "\n".join(readable(block) for block in self.blocks if block["type"] != "actions") or self.text

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [button["text"]["text"] for button in self.elements]

    @property
    def elements(self) -> list[Json]:
        """Its buttons as Slack would send them back."""
        return [element for block in self.blocks if block["type"] == "actions" for element in block["elements"]]


@dataclass
class Window:
    """A modal on somebody's screen, with the corrections that stand in it."""

    id: str
    view: Json
    errors: dict[str, str] = field(default_factory=dict)


def readable(part: Any) -> str:
    """The words of a block."""
    match part:
        case {"type": "rich_text_list", "elements": list(lines)}:
            return "\n".join(map(readable, lines)) + "\n"
        case {"type": "table", "rows": list(rows)}:
            return "\n".join(" ".join(map(readable, row)) for row in rows)
        case {"type": "image", "title": title, "alt_text": alt}:
            return f"{readable(title)}\n{alt}"
        case {"type": "data_visualization", "title": str(title)}:
            return title
        case {"type": "user", "user_id": user}:
            return f"@{user}"
        case {"text": str(text)}:
            return text
        case {"text": dict(text)}:
            return readable(text)
        case {"elements": list(elements)}:
            return "".join(readable(element) for element in elements)
        case {"label": label}:
            return readable(label)
        case _:
            return ""


class Workspace:
    """One workspace. `clock` gives POSIX seconds and may be replaced to move time."""

    def __init__(self) -> None:
        self.team, self.bot, self.token, self.secret = "T0REGIO", "U0BOT", "xoxb-regiolijn", "a signing secret"
        self.app_token = "xapp-regiolijn"
        self.organisation = ""  # with one, the app is installed for all of it
        self.clock: Callable[[], float] = time.time
        self.scopes = set(SCOPES | OPTIONAL)  # as whoever installs the app gets it, unless they leave something out
        self.pace = 0.0  # seconds between two messages in a channel; 0 takes them as they come
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.files = Files()
        self.unknown: set[str] = set()  # types of blocks that this Slack has not got yet
        self.posted: list[Posted] = []
        self.private: dict[str, list[Posted]] = defaultdict(list)
        self.views: dict[str, list[Window]] = defaultdict(list)
        self.calls: list[tuple[str, Json]] = []
        self.complaints: list[str] = []
        self._triggers: dict[str, tuple[str, float]] = {}
        self._spent: set[str] = set()
        self._responses: dict[str, tuple[str, str, float, int]] = {}
        self._last: dict[str, float] = {}
        self._count = 0
        self.origin = ""  # where it can be reached

    # What a test sets up

    def add_user(self, user: str, name: str, email: str = "", **about: object) -> str:
        """Somebody in the workspace; `about` adds or overrides what `users.info` tells (`is_restricted=True`)."""
        profile = {"real_name": name, "email": email}
        self.users[user] = {
            "id": user, "team_id": self.team, "name": name.lower(), "deleted": False, "is_bot": False,
            "is_restricted": False, "is_ultra_restricted": False, "is_email_confirmed": True,
            "tz": "Europe/Amsterdam", "locale": "nl-NL", "profile": profile, **about,
        }  # fmt: skip
        return user

    def add_channel(self, channel: str, **about: object) -> str:
        """A channel with the bot in it, unless `is_member=False`."""
        self.channels[channel] = {"id": channel, "is_member": True, "is_archived": False, **about}
        return channel

    def trigger(self, user: str) -> str:
        """A fresh trigger, as every request from a person carries one."""
        trigger = f"{self._next()}.{self.team}.abc"
        self._triggers[trigger] = (user, self.clock())
        return trigger

    def response_key(self, user: str, channel: str) -> str:
        """The key of a fresh address for private answers."""
        key = str(self._next())
        self._responses[key] = (user, channel, self.clock(), 0)
        return key

    # What a test looks at

    def messages(self, channel: str) -> list[Posted]:
        """What stands in a channel outside threads."""
        return [post for post in self.posted if post.channel == channel and not post.thread_ts]

    def thread(self, post: Posted) -> list[Posted]:
        """The replies under a message."""
        return [reply for reply in self.posted if (reply.channel, reply.thread_ts) == (post.channel, post.ts)]

    def direct(self, user: str) -> list[Posted]:
        """The direct messages to somebody."""
        return self.messages(direct_channel(user))

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    # The methods

    def do(self, method: str, arguments: Json, authorization: str) -> Json:
        """What Slack answers to a call of a method."""
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        asks_as_app = method == "apps.connections.open"
        if authorization != f"Bearer {self.app_token if asks_as_app else self.token}":
            return {"ok": False, "error": "invalid_auth"}
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        if NEEDS.get(method, next(iter(self.scopes), "")) not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": NEEDS.get(method, "")}
        strange = set(arguments) - TAKES.get(method, set(arguments))
        self.complaints += [f"{method} does not need {name}" for name in sorted(strange)]
        answer = handler(arguments)
        return {"ok": False, "error": answer} if isinstance(answer, str) else {"ok": True, **answer}

    def _auth_test(self, arguments: Json) -> Json:
        about = {"user_id": self.bot, "bot_id": "B0BOT", "is_enterprise_install": bool(self.organisation), "url": HOME}
        if self.organisation:  # then it names some workspace, and none that counts
            return {"team_id": "T0FIRST", "enterprise_id": self.organisation, **about}
        return {"team_id": self.team, **about}

    def _chat_postMessage(self, arguments: Json) -> Json | str:  # noqa: N802
        channel = arguments["channel"]
        if error := self._closed(channel) or self._unfit(arguments) or self._hurried(channel):
            return error
        self._expect("a message unfurls nothing", arguments.get("unfurl_links") is False)
        thread = arguments.get("thread_ts", "")
        if thread and not any(post.ts == thread for post in self.posted):
            return "thread_not_found"
        post = self._post(channel, arguments, thread)
        self.posted.append(post)
        return {"channel": channel, "ts": post.ts, "message": {"text": post.text}}

    def _chat_update(self, arguments: Json) -> Json | str:
        if error := self._closed(arguments["channel"]) or self._unfit(arguments):
            return error
        for post in self.posted:
            if (post.channel, post.ts) == (arguments["channel"], arguments["ts"]):
                post.was.append(post.words)
                post.text, post.blocks = arguments["text"], arguments.get("blocks", [])
                post.metadata = arguments.get("metadata", post.metadata)
                return {"channel": post.channel, "ts": post.ts, "text": post.text}
        return "message_not_found"

    def _chat_getPermalink(self, arguments: Json) -> Json | str:  # noqa: N802
        channel, ts = arguments["channel"], arguments["message_ts"]
        if self._closed(channel):
            return "channel_not_found"
        if not any((post.channel, post.ts) == (channel, ts) for post in self.posted):
            return "message_not_found"
        return {"channel": channel, "permalink": f"{HOME}archives/{channel}/p{ts}"}

    def _chat_postEphemeral(self, arguments: Json) -> Json | str:  # noqa: N802
        if error := self._closed(arguments["channel"]) or self._unfit(arguments):
            return error
        post = self._post(arguments["channel"], arguments)
        self.private[arguments["user"]].append(post)
        return {"message_ts": post.ts}

    def _conversations_open(self, arguments: Json) -> Json | str:
        user = self.users.get(arguments["users"])
        if user is None:
            return "user_not_found"
        if user["is_bot"]:
            return "cannot_dm_bot"
        channel = direct_channel(user["id"])
        self.channels.setdefault(channel, {"id": channel, "is_member": True, "is_archived": False})
        return {"channel": {"id": channel}}

    def _conversations_info(self, arguments: Json) -> Json | str:
        channel = self.channels.get(arguments["channel"])
        return {"channel": channel} if channel else "channel_not_found"

    def _conversations_history(self, arguments: Json) -> Json | str:
        posts = [post for post in self.messages(arguments["channel"]) if post.ts <= arguments.get("latest", "9")]
        return {"messages": [_seen(post) for post in reversed(posts)][: int(arguments["limit"])]}

    def _conversations_replies(self, arguments: Json) -> Json | str:
        posts = [post for post in self.posted if arguments["ts"] in (post.ts, post.thread_ts)]
        return {"messages": [_seen(post) for post in posts][: int(arguments["limit"])]}

    def _files_getUploadURLExternal(self, arguments: Json) -> Json | str:  # noqa: N802
        file = self.files.announced(int(arguments["length"]), arguments["alt_txt"])
        return {"file_id": file, "upload_url": f"{self.origin}/upload/{file}"}

    def _files_completeUploadExternal(self, arguments: Json) -> Json | str:  # noqa: N802
        about = json.loads(arguments["files"])
        return {"files": about} if all(self.files.completed(each["id"]) for each in about) else "file_not_found"

    def _users_info(self, arguments: Json) -> Json | str:
        user = self.users.get(arguments["user"])
        if user is None:
            return "user_not_found"
        hidden = set() if "users:read.email" in self.scopes else {"email"}
        profile = {name: value for name, value in user["profile"].items() if name not in hidden}
        return {"user": {**user, "profile": profile}}

    def _users_lookupByEmail(self, arguments: Json) -> Json | str:  # noqa: N802
        found = [user for user in self.users.values() if user["profile"]["email"].lower() == arguments["email"].lower()]
        return {"user": found[0]} if found else "users_not_found"

    def _views_open(self, arguments: Json) -> Json | str:
        return self._show(arguments, on_top=False)

    def _views_push(self, arguments: Json) -> Json | str:
        return self._show(arguments, on_top=True)

    def _show(self, arguments: Json, *, on_top: bool) -> Json | str:
        trigger = arguments["trigger_id"]
        if trigger in self._spent:
            return "exchanged_trigger_id"
        if trigger not in self._triggers:
            return "invalid_trigger_id"
        user, made = self._triggers[trigger]
        if self.clock() - made > TRIGGER_LIVES:
            return "expired_trigger_id"
        if self._note("view", view_faults(arguments["view"])):
            return "invalid_arguments"
        if on_top and len(self.views[user]) >= 3:
            return "push_limit_reached"
        self._spent.add(trigger)
        window = Window(f"V{self._next()}", arguments["view"])
        self.views[user] = [*self.views[user], window] if on_top else [window]
        return {"view": {"id": window.id}}

    def answer_privately(self, key: str, message: Json) -> bool:
        """A message by a response address: five times, within half an hour."""
        user, channel, made, uses = self._responses[key]
        if uses >= RESPONSE_URL_USES or self.clock() - made > RESPONSE_URL_LIVES:
            return False
        self._responses[key] = (user, channel, made, uses + 1)
        return self.hear(user, channel, message)

    def hear(self, user: str, channel: str, message: Json) -> bool:
        """A private answer by a response address, or in the answer to a command; False where Slack refuses it."""
        self._expect("private answers stay private", message.get("response_type") == "ephemeral")
        self._expect("the message with the button stays", message.get("replace_original") is not True)
        if self._unfit(message):
            return False
        self.private[user].append(self._post(channel, message))
        return True

    # Small rules

    def _post(self, channel: str, arguments: Json, thread: str = "") -> Posted:
        ts = f"{int(self.clock())}.{self._next():06d}"
        blocks = arguments.get("blocks", [])
        return Posted(channel, ts, arguments["text"], blocks, thread, arguments.get("metadata", {}))

    def _closed(self, channel: str) -> str:
        about = self.channels.get(channel)
        if about is None:
            return "channel_not_found"
        if about["is_archived"]:
            return "is_archived"
        return "" if about["is_member"] else "not_in_channel"

    def _unfit(self, message: Json) -> str:
        blocks = message.get("blocks", [])
        unknown = any(block["type"] in self.unknown for block in blocks)
        unfit = self._note("message", message_faults(message)) or unknown or not self.files.can_be_shown(blocks)
        return "invalid_blocks" if unfit else ""

    def _hurried(self, channel: str) -> str:
        hurried = self.pace and self.clock() - self._last.get(channel, float("-inf")) < self.pace
        if not hurried:
            self._last[channel] = self.clock()
        return "ratelimited" if hurried else ""

    def _note(self, what: str, faults: list[str]) -> bool:
        self.complaints += [f"{what}: {fault}" for fault in faults]
        return bool(faults)

    def _expect(self, rule: str, kept: bool) -> None:
        if not kept:
            self.complaints.append(f"broken rule: {rule}")

    def _next(self) -> int:
        self._count += 1
        return self._count


def direct_channel(user: str) -> str:
    """The channel of the direct messages with somebody."""
    return f"D{user}"


def _seen(post: Posted) -> Json:
    return {"ts": post.ts, "text": post.text, "metadata": post.metadata}
