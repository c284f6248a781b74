"""A small play over the playground room: file, correct, claim, hand back. It stands in for the core, scripted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from adapters import Room
from adapters.playground import Channel, Player, Stage, Until, direct
from bot.cards import (
    Block,
    Bold,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Confirm,
    DateField,
    Fact,
    Facts,
    Form,
    Heading,
    Lines,
    Moment,
    Note,
    Option,
    Paragraph,
    Posted,
    Quote,
    TextField,
)
from bot.conversation import (
    Account,
    Command,
    Correct,
    Done,
    MessageAction,
    Open,
    Place,
    Press,
    Reply,
    Request,
    Say,
    Submission,
)
from bot.delivery import Delivery, Receipt
from tests.pictured import CHART, MAP

SAMPLES = (
    "Zuid-Limburg: verpleegkundigen uit Aken wachten negen maanden op erkenning van hun diploma. Kan dat sneller?",
    "In de Achterhoek wil iedereen één budget voor ouderen, maar niemand durft te tekenen.",
    "No-label bedden lopen vast: de financiering valt tussen drie wetten in.",
)
FORM = Form(
    title="Knelpunt indienen",
    submit="Dien in",
    cancel="Annuleer",
    action="file",
    handle="form-1",
    intro=(Paragraph(("Je knelpunt gaat naar de directie die erover gaat.",)),),
    fields=(
        TextField("text", "Wat speelt er?", hint="Geen namen of andere persoonsgegevens.", lines="many", longest=300),
        ChoiceField(
            "region",
            "Regio",
            (Option("zuid-limburg", "Zuid-Limburg"), Option("arnhem", "Arnhem")),
            value="zuid-limburg",
            hint="Zuid-Limburg, omdat dat in je tekst staat.",
        ),
        ChoiceField("urgency", "Urgentie", (Option("hoog", "Hoog"), Option("midden", "Midden")), value="midden"),
        TextField("for", "Namens wie?", required=False),
        DateField("by", "Wanneer moet er nieuws zijn?", value=date(2026, 11, 20), required=False),
    ),
)


@dataclass
class Play:
    """What has happened so far, and who says what next."""

    moment: datetime = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
    room: Room | None = None
    card: Receipt | None = None
    receipt: Receipt | None = None
    reply: Receipt | None = None
    told: int = 0
    asked: list[Request] = field(default_factory=list)
    said: str = ""

    @property
    def stage(self) -> Stage:
        """The people and places of the play; its clock is `moment`."""
        everywhere = ("dir-meva", "regio-zuid-limburg", *(f"dir-{n}" for n in ("cz", "dlz", "dmo", "iza", "j", "pg")))
        return Stage(
            people=(
                Player("noor", "Noor Habets", "regio-liaison Zuid-Limburg", "noor@vws.example", "nl", everywhere[1:2]),
                Player(
                    "ruben", "Ruben Alting", "opgavefikser MEVA", "ruben@vws.example", "nl", everywhere[:1], "dir-meva"
                ),
                Player("marijke", "Marijke Oldenhof", "regiocommissaris", "marijke@vws.example", "nl", everywhere),
                Player("femke", "Femke Dijkgraaf", "beheerder", "femke@vws.example", "nl", everywhere),
                Player("sam", "Sam de Wit", "regio-liaison Arnhem", "sam@vws.example", "en"),
            ),
            places=tuple(Channel(address, address) for address in everywhere),
            samples=SAMPLES,
            advance=self.advance,
            now=lambda: self.moment,
            zone="Europe/Amsterdam",
        )

    async def advance(self, until: Until) -> None:
        """Forward, and something falls due on the way."""
        self.moment += timedelta(days=1 if until == "next working day" else 7)
        await self.posts("dir-meva", Card("Weekoverzicht: niets nieuws deze week."))

    async def answer(self, request: Request) -> Reply:
        """The script."""
        self.asked.append(request)
        match request:
            case Command(name="knelpunt", words="help"):
                return Say(HELP)
            case Command(name="knelpunt", words="stand"):
                return Say(self._standing())
            case Command(name="knelpunt") | MessageAction():
                words = request.text if isinstance(request, MessageAction) else request.words
                first = replace(FORM.fields[0], value=words)
                return Open(replace(FORM, fields=(first, *FORM.fields[1:])))
            case Submission(values=values) if not values["text"].strip():
                kept = (FORM.fields[0], replace(FORM.fields[1], value=values["region"]), *FORM.fields[2:])
                return Correct(replace(FORM, fields=kept), {"text": "Vertel in een paar zinnen wat er speelt."})
            case Submission(values=values):
                return await self._file(values["text"])
            case Press(action="claim"):
                return await self._claim()
            case Press(action="back"):
                return await self._back()
        return Say(Card("Dat ken ik niet. Typ /knelpunt help."))

    def _standing(self) -> Card:
        """A list that leads to the card that was filed, to what was said under it, and to nothing; a chart and a map."""
        told = (("K-2026-0001", self.card), ("de laatste stap", self.reply), ("K-2026-0002", None))
        lines = tuple((Posted(words, "playground", "dir-meva", at.message if at else "99"),) for words, at in told)
        return Card("Hoe het staat", (Heading("Hoe het staat"), Lines(lines), CHART, MAP))

    async def _file(self, text: str) -> Reply:
        self.said = text
        self.card = await self.posts("dir-meva", self._drawn("Nieuw", *OFFERED))
        self.receipt = await self.posts(Account("playground", "demo", "noor"), self._drawn("Uitgezet bij MEVA"))
        return Say(Card("Ingediend als K-2026-0001. Je krijgt hier een ontvangstbericht."))

    async def _claim(self) -> Reply:
        await self._change("Opgepakt door Ruben Alting", "Ruben Alting pakt K-2026-0001 op.", HAND_BACK)
        return Done()

    async def _back(self) -> Reply:
        await self._change("Teruggegeven", "Ruben Alting geeft K-2026-0001 terug.", *OFFERED)
        return Say(Card("Je hebt K-2026-0001 teruggegeven."))

    async def _change(self, state: str, told: str, *buttons: Button) -> None:
        assert self.card
        assert self.receipt
        await self.posts(self.card.place, self._drawn(state, *buttons), edits=self.card)
        await self.posts(self.receipt.place, self._drawn(state), edits=self.receipt)
        self.reply = await self.posts(self.card.place, Card(told), under=self.card)

    async def posts(
        self, to: str | Place | Account, card: Card, *, edits: Receipt | None = None, under: Receipt | None = None
    ) -> Receipt:
        """Regiolijn says this."""
        assert self.room
        self.told += 1
        where = Place("playground", to) if isinstance(to, str) else to
        key = f"told-{self.moment.isoformat()}-{self.told}"
        return await self.room.platform.deliver(Delivery(key, where, card, edits, under))

    def _drawn(self, state: str, *buttons: Button) -> Card:
        blocks: tuple[Block, ...] = (
            Heading("K-2026-0001 · Zuid-Limburg"),
            Quote(self.said),
            Facts(
                (
                    Fact("Status", (Bold(state),)),
                    Fact("Directie", ("MEVA",)),
                    Fact("Nieuws uiterlijk", (Moment("vrijdag 6 november", "2026-11-06T08:00:00+01:00"),)),
                )
            ),
            Note(("Hier omdat: thema arbeidsmarkt, Zuid-Limburg staat in de tekst.",)),
        )
        offered = (Buttons(buttons),) if buttons else ()
        return Card(f"K-2026-0001: {state}", blocks + offered, handle="card-1")


OFFERED = (Button("Ik pak dit op", "claim", "primary"), Button("Niet van ons", "refuse"))
HAND_BACK = Button(
    "Geef terug", "back", "danger", Confirm("Teruggeven?", "De directie zoekt dan een ander.", "Geef terug", "Nee")
)
HELP = Card(
    "Wat je kunt vragen",
    (Heading("Wat je kunt vragen"), Paragraph((Bold("/knelpunt"), " en wat er speelt: dien een knelpunt in."))),
)
NOORS = direct("noor")
