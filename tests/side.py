"""One platform as the people on it know it: who chats there, what stands in its channels, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.organisation import Person
from tests.wires import Form, Shown, Wire

if TYPE_CHECKING:
    from tests.chat import Chat


class Somebody:
    """One person at their screen."""

    def __init__(self, side: Side, person: Person) -> None:
        self._side, self.person = side, person
        self.name = person.name

    async def types(self, words: str, *, channel: str = "") -> None:
        """Type a command, in a channel or anywhere; what happens by itself afterwards happens too."""
        await self._side.wire.types(self.person, words, channel)
        await self._side.drain()

    async def sends(self, *, times: int = 1, **answers: str) -> None:
        """Send in the form that is open, these answers changed; a bad line may bring it in more often than once."""
        await self._side.wire.sends(self.person, answers, times)
        await self._side.drain()

    async def files(self, words: str, **answers: str) -> None:
        """Type a knelpunt, and send in the form as it was filled in, but for these answers; whatever it is like, it is new."""
        await self.types(f"/knelpunt {words}")
        await self.sends(**answers)
        if self.has_form and "choice" in self.form.values:
            await self.sends()

    async def presses(self, label: str, *, on: str = "", times: int = 1) -> None:
        """Press a button on the newest message that has it and mentions `on`; behind "Meer" when it is not there."""
        if await self._find(label, on) is None:
            await self._side.wire.presses(self.person, "Meer", await self.with_button("Meer", on))
            await self._side.drain()
        message = await self.with_button(label, on)
        for _ in range(times):
            await self._side.wire.presses(self.person, label, message)
        await self._side.drain()

    async def chooses(self, action: str, *, on: str) -> None:
        """Choose an action from the menu of the message that mentions `on`."""
        message = next(shown for shown in reversed(await self._side.wire.shown()) if on in shown.words)
        await self._side.wire.chooses(self.person, action, message)
        await self._side.drain()

    def speaks(self, language: str) -> None:
        """Their screen is in this language ("nl", "en") from now on."""
        self._side.wire.speaks(self.person, language)

    @property
    def form(self) -> Form:
        """The form that stands open."""
        form = self._side.wire.form(self.person)
        assert form is not None, f"{self.name} has no form open"
        return form

    @property
    def has_form(self) -> bool:
        """Whether a form stands open."""
        return self._side.wire.form(self.person) is not None

    def sees_no_form(self) -> None:
        """Nothing stands open."""
        assert not self.has_form

    def is_told(self, words: str) -> None:
        """The last private answer says this."""
        answers = self._side.wire.whispered(self.person)
        assert answers, f"{self.name} was told nothing"
        assert words in answers[-1].words, answers[-1].words

    async def hears(self, words: str) -> None:
        """Privately, at once or a moment later."""
        whispers = [shown.words for shown in self._side.wire.whispered(self.person)]
        assert any(words in whisper for whisper in whispers) or await self.reads(words) is None

    async def reads(self, *words: str) -> None:
        """One of the direct messages says all of this, as it stands now."""
        messages = [shown.words for shown in await self._side.wire.shown() if shown.where == self.name]
        assert any(all(word in message for word in words) for message in messages), messages

    async def with_button(self, label: str, on: str) -> Shown:
        """The newest message that mentions `on` and has this button."""
        found = await self._find(label, on)
        assert found is not None, f"no message about {on!r} has a button {label!r}"
        return found

    async def _find(self, label: str, on: str) -> Shown | None:
        theirs = [each for each in await self._side.wire.shown() if each.where in (self.name, f"#{each.where[1:]}")]
        everything = [*theirs, *self._side.wire.whispered(self.person)]
        found = [shown for shown in everything if label in shown.buttons and on in shown.words]
        return found[-1] if found else None


class Side:
    """One platform of a ministry."""

    def __init__(self, chat: Chat, wire: Wire) -> None:
        self._chat, self.wire = chat, wire
        self._before: list[Shown] = []
        self._told: dict[str, int] = {}
        self.noor = self.liaison = self.person("noor-habets")
        self.ruben = self.fixer = self.person("ruben-alting")
        self.bas = self.person("bas-terpstra")

    def person(self, key: str) -> Somebody:
        """Somebody of the organisation."""
        return Somebody(self, self._chat.organisation.people[key])

    def fixer_of(self, directorate: str) -> Somebody:
        """A fixer of this directorate."""
        people = self._chat.organisation.people.values()
        return Somebody(self, next(p for p in people if p.may_be("fixer") and directorate in p.directorates))

    async def finds(self, channel: str) -> None:
        """Somebody makes a channel that the organisation file does not know."""
        self._chat.goes_on(await self.wire.finds(channel))

    async def loses(self, channel: str) -> None:
        """A channel is taken away."""
        self._chat.goes_on(await self.wire.loses(channel))

    async def regains(self, channel: str) -> None:
        """It is back."""
        self._chat.goes_on(await self.wire.regains(channel))

    async def drain(self) -> None:
        """Everything due is done, on every platform."""
        await self._chat.drain()

    async def so_far(self) -> None:
        """What was said here until now is not looked at again."""
        await self.news()

    async def exactly(self, *expected: tuple[str, str]) -> None:
        """These messages here since the last step and no others, in any order: (where, words).

        Where: `#dir-meva`, a person's name, `thread #dir-meva`, `edit #dir-meva`, `edit Noor Habets`, `private Noor Habets`.
        """
        left = await self.news()
        for where, words in expected:
            found = next((each for each in left if each[0] == where and words in each[1]), None)
            assert found is not None, f"nothing in {where} says {words!r}; there is: {left}"
            left.remove(found)
        assert not left, f"also said: {left}"

    async def channel_shows(self, channel: str, *words: str, buttons: list[str] | None = None) -> None:
        """The newest card in a channel says all of this, and offers just these buttons."""
        cards = await self.cards(channel)
        assert cards, f"nothing stands in #{channel}"
        for word in words:
            assert word in cards[-1].words, cards[-1].words
        if buttons is not None:
            assert list(cards[-1].buttons) == buttons

    async def cards(self, channel: str) -> list[Shown]:
        """What stands in a channel, threads left out."""
        return [shown for shown in await self.wire.shown() if shown.where == f"#{channel}" and not shown.under]

    async def news(self) -> list[tuple[str, str]]:
        """What was said, changed and whispered since the last look: (where, words), as `exactly` names them."""
        now = await self.wire.shown()
        before = {_standing(shown): shown for shown in self._before}
        news = []
        for shown in now:
            old = before.get(_standing(shown))
            if old is None:
                news.append((f"thread {shown.where}" if shown.under else shown.where, shown.words))
            elif old.edits != shown.edits:
                news.append((f"edit {shown.where}", shown.words))
        self._before = now
        for person in self._chat.organisation.people.values():
            whispers = self.wire.whispered(person)
            news += [(f"private {person.name}", each.words) for each in whispers[self._told.get(person.key, 0) :]]
            self._told[person.key] = len(whispers)
        return news


def _standing(shown: Shown) -> str:
    return shown.id.partition("|")[0]
