"""One story in chapters that shows every card and form there is; each platform's photographer takes the pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from markupsafe import Markup

from tests.chat import Chat

BEDS = "In Zuid-Limburg staan acht tussenbedden leeg: het eerstelijnsverblijf mag ze niet gebruiken."
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
NURSES = "de erkenning van een Duits diploma van verpleegkundigen in het BIG-register duurt negen maanden."
NUMBER, JOINT = "K-2026-0001", "K-2026-0005"

Chapter = tuple[str, Sequence[Markup]]


class Photographer(Protocol):
    """Sees one platform as its people do. Names are those of the organisation file."""

    def form(self, person: str) -> Markup: ...

    def private(self, person: str) -> Markup: ...

    def direct(self, person: str) -> Sequence[Markup]: ...

    def channel(self, name: str) -> Sequence[Markup]: ...

    def thread(self, name: str) -> Sequence[Markup]: ...


async def filing(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """From the first word to the receipt, with what can be wrong on the way."""
    await chat.noor.types(f"/knelpunt {BEDS}")
    yield "form", [sees.form("noor-habets")]
    await chat.noor.sends(text="De zorgverzekeraar betaalt niet voor BSN 948102731", region="")
    yield "form-errors", [sees.form("noor-habets")]
    await chat.noor.sends(text=BEDS, region="zuid-limburg")
    yield "routed", [*sees.channel("dir-dlz"), *sees.channel("regio-zuid-limburg")]
    yield "receipt", sees.direct("noor-habets")


async def following(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """A claim, its next step, a reaction, and somebody who comes too late."""
    fixer = chat.fixer_of("DLZ")
    await chat.at("2026-11-05 12:00")
    yield "reminder", sees.channel("dir-dlz")[-1:]
    await fixer.presses("Ik pak dit op", on=NUMBER)
    yield "next-step", [sees.form(fixer.person.key)]
    await fixer.sends(step="Bellen met het zorgkantoor", on="2026-11-10")
    await chat.noor.presses("Reageer", on=f"Je knelpunt {NUMBER}")
    yield "note-form", [sees.form("noor-habets")]
    await chat.noor.sends(text="Lukt dit nog deze week?")
    yield "claimed", [*sees.channel("dir-dlz")[:1], *sees.thread("dir-dlz")]
    yield "receipt-claimed", sees.direct("noor-habets")
    await chat.ruben.types(f"/knelpunt toon {NUMBER}")
    yield "show", [sees.private("ruben-alting")]


async def elsewhere(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """Not ours, changed, taken back."""
    await chat.noor.files(STAGE)
    await chat.noor.presses("Pas aan", on="Je knelpunt K-2026-0002")
    yield "edit-form", [sees.form("noor-habets")]
    await chat.noor.sends(text=STAGE)
    await chat.ruben.presses("Niet van ons", on="K-2026-0002")
    yield "not-ours-form", [sees.form("ruben-alting")]
    await chat.ruben.sends(to="FEZ", reason="Dit gaat over de bekostiging")
    yield "not-ours", [*sees.channel("dir-meva")[-1:], *sees.channel("dir-fez")]
    await chat.noor.presses("Trek in", on="Je knelpunt K-2026-0002")
    yield "withdrawn", [*sees.channel("dir-fez"), *sees.thread("dir-fez"), *sees.direct("noor-habets")[-1:]]


async def working(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """What else a fixer can do: a word in between, a question and its answer, a wait, company, a successor."""
    fixer, colleague = chat.fixer_of("DLZ"), chat.person("marloes-snijder")
    noor, his, hers = "noor-habets", fixer.person.key, colleague.person.key
    await fixer.presses("Meer", on=NUMBER)
    yield "more", [sees.private(his)]
    await fixer.presses("Tussenstand", on=NUMBER)
    form = sees.form(his)
    await fixer.sends(note="Het zorgkantoor wil meedenken en belt dinsdag terug.")
    yield "progress", [form, *sees.thread("dir-dlz")[-1:], *sees.direct("noor-habets")[-1:]]
    await fixer.presses("Volgende stap", on=NUMBER)
    await fixer.presses("Vraag de regio", on=NUMBER)
    form = sees.form(his)
    await fixer.sends(text="Hoeveel nachten per week staan de bedden leeg?", until="2026-11-16")
    yield "question", [form, *sees.direct(noor)[-1:], *sees.channel("dir-dlz")[:1]]
    await chat.noor.presses("Beantwoord", on="heeft een vraag")
    form = sees.form(noor)
    await chat.noor.sends(text="Gemiddeld vijf van de zeven.")
    yield "answer", [form, *sees.thread("dir-dlz")[-1:], *sees.direct(his)[-1:]]
    await fixer.presses("Wacht op een ander", on=NUMBER)
    form = sees.form(his)
    await fixer.sends(party="nza", until="2026-12-01")
    yield "wait", [form, *sees.channel("dir-dlz")[:1], *sees.direct(noor)[-1:]]
    await fixer.presses("Ik ga verder", on=NUMBER)
    await colleague.presses("Ik doe mee", on=NUMBER)
    joined = sees.private(hers)
    await fixer.presses("Draag over", on=NUMBER)
    form = sees.form(his)
    await fixer.sends(to=hers)
    yield "hand-over", [joined, form, *sees.thread("dir-dlz")[-2:], *sees.direct(noor)[-1:]]


async def calling(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """The regiocommissaris: asked aloud, asked to spar; and somebody who is away."""
    await chat.noor.presses("Escaleer", on=NUMBER)
    form = sees.form("noor-habets")
    await chat.noor.sends(text="Wie durft te zeggen dat de bedden open mogen?")
    yield "escalate", [form, *sees.direct("marijke-oldenhof")[-1:], *sees.thread("dir-dlz")[-1:]]
    await chat.noor.presses("Sparren", on=NUMBER)
    form = sees.form("noor-habets")
    await chat.noor.sends(text="Hoe krijg ik de zorgverzekeraar aan tafel?")
    yield "spar", [form, sees.private("noor-habets"), *sees.direct("marijke-oldenhof")[-1:]]
    await chat.ruben.types("/knelpunt afwezig t/m 20-11 vervanger Yasmina el Amrani")
    yield "absent", [sees.private("ruben-alting")]


async def deciding(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """What the regiocommissaris answers: later, a word back, a decision of each kind, and who takes it on."""
    fixer, noor, hers = chat.fixer_of("DLZ"), "noor-habets", "marijke-oldenhof"
    marijke = chat.person(hers)
    await marijke.presses("Antwoord", on="sparren over")
    form = sees.form(hers)
    await marijke.sends(text="Nodig hem uit samen met de gemeente.")
    yield "spar-back", [form, *sees.direct(noor)[-1:]]
    await marijke.presses("Later", on=NUMBER)
    yield "later", [sees.private(hers)]
    await marijke.presses("Over een uur", on="terugzien")
    await marijke.presses("Besluit", on=NUMBER)
    yield "decide", [sees.private(hers)]
    await marijke.presses("Geef experimenteerruimte", on="Besluit over")
    await marijke.sends(limit="Vier bedden, voor ouderen na een val", until="2027-06-30", legal="no")
    yield "sandbox-refused", [sees.form(hers)]
    await marijke.sends(legal="yes", condition="De inspectie is akkoord met het plan", evaluation="2027-04-01")
    told = [*sees.direct(noor)[-1:], *sees.channel("besluiten")]
    yield "sandbox", [*sees.channel("dir-dlz")[:1], *sees.channel("dir-dlz")[-1:], *sees.thread("dir-dlz")[-1:], *told]
    await marijke.presses("Geef mandaat", on="Besluit over")
    form = sees.form(hers)
    await marijke.sends(what="Een vergoeding afspreken tot de zomer.", until="2027-06-30")
    yield "mandate", [form, *sees.direct("marloes-snijder")[-1:]]
    await marijke.presses("Spreek een partij aan", on="Besluit over")
    form = sees.form(hers)
    await marijke.sends(party="nza", what="Kan de prestatie per januari open?", until="2026-12-01")
    yield "address", [form, *sees.channel("dir-dlz")[-1:]]
    await marijke.presses("Agenda van de minister", on="Besluit over")
    form = sees.form(hers)
    await marijke.sends(why="Steun voor een landelijke regeling.", until="2026-12-15")
    yield "minister", [form, *sees.direct(hers)[-1:]]
    await marijke.presses("Geef advies", on="Besluit over")
    form = sees.form(hers)
    await marijke.sends(text="Begin met de twee huisartsen die al meedoen.")
    yield "advice", [form, *sees.direct(noor)[-1:]]
    await marijke.presses("Wijs toe", on=NUMBER)
    form = sees.form(hers)
    await marijke.sends(to=fixer.person.key)
    yield "assign", [form, *sees.direct(fixer.person.key)[-1:], *sees.direct(noor)[-1:]]
    await marijke.presses("Wijs toe", on=NUMBER)
    await marijke.sends(to="marloes-snijder")


async def ending(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """Solved, told and closed, opened again; an honest no; two that go on as one."""
    fixer = chat.person("marloes-snijder")
    noor, hers = "noor-habets", fixer.person.key
    await fixer.presses("Opgelost", on=NUMBER)
    await fixer.sends(
        kind="explanation",
        text="De bedden mogen gebruikt worden als de huisarts verwijst.",
        landed="nothing",
        structural="yes",
    )
    form = sees.form(hers)
    await fixer.sends(landed="letter")
    yield "solve", [form, *sees.channel("dir-dlz")[:1], *sees.direct(noor)[:1], *sees.direct(noor)[-1:]]
    await chat.at("2026-11-10 09:00")
    yield "untold", sees.direct(noor)[-1:]
    await chat.noor.presses("Teruggekoppeld", on=f"Je knelpunt {NUMBER}")
    form = sees.form(noor)
    await chat.noor.sends(whom="de regiotafel ouderenzorg", verdict="helped")
    yield "tell", [form, *sees.channel("dir-dlz")[:1], *sees.direct(noor)[:1], *sees.direct(hers)[-1:]]
    await chat.noor.presses("Heropen", on=f"Je knelpunt {NUMBER}")
    form = sees.form(noor)
    await chat.noor.sends(reason="De huisartsen weten het nog niet.")
    yield "reopen", [form, *sees.thread("dir-dlz")[-1:]]
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Wijs af", on="K-2026-0003")
    form = sees.form("ruben-alting")
    await chat.ruben.sends(reason="De wet laat dit niet toe.", decider="Annelies Brouwer")
    yield "decline", [form, *sees.channel("dir-meva")[-1:], *sees.direct(noor)[-2:]]
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Voeg samen", on="K-2026-0004")
    form = sees.form("ruben-alting")
    await chat.ruben.sends(into=NUMBER)
    yield "merge", [form, *sees.channel("dir-meva")[-1:], *sees.direct(noor)[-2:]]


async def looking(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """Lists, help, a slip of the finger, a channel's binding, and what did not arrive."""
    await chat.noor.types("/knelpunt lijst")
    yield "list", [sees.private("noor-habets")]
    await chat.ruben.types("/knelpunt help")
    yield "help", [sees.private("ruben-alting")]
    await chat.ruben.types("/knelpunt toom K-2026-0001")
    yield "nearest", [sees.private("ruben-alting")]
    await chat.finds("arbeidsmarkt")
    femke = chat.person("femke-dijkgraaf")
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    yield "binding-refused", [sees.private("femke-dijkgraaf")]
    await femke.types("/knelpunt hier", channel="arbeidsmarkt")
    yield "here", [sees.private("femke-dijkgraaf")]
    await femke.types(f"/knelpunt verwijder {NUMBER}")
    form = sees.form("femke-dijkgraaf")
    await femke.sends(passage="eerstelijnsverblijf", why="Dit had er niet mogen staan.")
    yield "redact", [form, sees.form("femke-dijkgraaf")]
    await chat.noor.presses("Maak vertrouwelijk", on=NUMBER)
    await femke.types(f"/knelpunt vrijgeven {NUMBER}")
    form = sees.form("femke-dijkgraaf")
    await femke.sends(why="Het staat inmiddels in de krant.")
    yield "unseal", [form]
    await femke.types("/knelpunt overdracht Ruben Alting aan Yasmina El Amrani")
    form = sees.form("femke-dijkgraaf")
    await femke.sends(word="De lijst met scholen staat in onze map.")
    yield "hand-on", [form, *sees.direct("yasmina-el-amrani")[-1:]]
    await femke.types("/knelpunt overdracht terug Ruben Alting")
    form = sees.form("femke-dijkgraaf")
    await femke.sends()
    yield "give-back", [form]
    await chat.noor.types(
        "/knelpunt Zuid-Limburg: niemand wil nog stage lopen. Dat een school stopt is nog vertrouwelijk."
    )
    await chat.noor.sends()
    yield "readers", [sees.form("noor-habets")]
    await chat.noor.sends(readers="few")
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    yield "undelivered", [*sees.channel("dir-iza"), *sees.direct("noor-habets")[-1:], *sees.direct("femke-dijkgraaf")]


async def sharing(chat: Chat, sees: Photographer) -> AsyncIterator[Chapter]:
    """The same in more than one region: joined, made one bundle, solved and told in each, and passed on to a fourth."""
    noor, hers, his, fourth = "noor-habets", "lonneke-wisse", "ruben-alting", "ellen-wesselink"
    lonneke, daan, ellen = chat.person(hers), chat.person("daan-roosen"), chat.person(fourth)
    await chat.noor.files(f"Zuid-Limburg: {NURSES}", lead="MEVA")
    await lonneke.types("/knelpunt Zeeland: de erkenning van een Belgisch diploma in het BIG-register duurt te lang.")
    await lonneke.sends()
    form = sees.form(hers)
    await lonneke.sends(choice=JOINT)
    yield "seen-before", [form, *sees.direct(hers)[-1:], *sees.direct(noor)[-1:]]
    await daan.files("Noord- en Midden-Limburg: verpleegkundigen met een Duits diploma wachten op het BIG-register.")
    offer = sees.channel("dir-meva")[-1]
    await chat.ruben.presses("Maak er één bundel van", on=JOINT)
    yield "bundle", [offer, sees.private(his)]
    await ellen.files("Twente: verpleegkundigen met een Duits diploma wachten maanden op het BIG-register.")
    await chat.ruben.presses("Ik pak dit op", on=f"{JOINT} · Zuid-Limburg")
    await chat.ruben.presses("Opgelost", on=JOINT)
    form = sees.form(his)
    await chat.ruben.sends(
        kind="arrangement",
        text="Werken onder supervisie kan vanaf nu.",
        landed="letter",
        structural="no",
        lesson="De inspectie denkt graag vooraf mee.",
    )
    for each in (lonneke, daan, chat.noor):
        await each.presses("Teruggekoppeld", on=JOINT)
        await each.sends(whom="de regiotafel arbeidsmarkt", verdict="helped")
    yield "bundle-told", [form, *sees.direct(noor)[-3:]]
    await chat.at("2026-11-10 09:05")
    yield "share-offered", sees.direct(noor)[-1:]
    await chat.noor.presses("Deel de oplossing", on=JOINT)
    shared = [sees.private(noor), *sees.direct(fourth)[-1:]]
    await ellen.presses("Herkenbaar bij ons", on=JOINT)
    yield "shared", [*shared, sees.private(fourth)]


CHAPTERS = (filing, following, elsewhere, working, calling, deciding, ending, sharing, looking)
