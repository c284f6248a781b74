"""The front door: the only file that knows every room. `python -m bot` and `regiolijn` are the same."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.logs import set_up_logs
from bot.offline import digest, manifest, outbox, similar
from bot.settings import FaultySettings, Settings, read_settings
from bot.terminal import console, given, organised, refuse, run

if TYPE_CHECKING:
    from adapters import Room
    from bot.conversation import Answer
    from bot.delivery import Memory
    from bot.inspection import Found
    from bot.organisation import Organisation
    from bot.serving import Line

app = typer.Typer(
    help="Regiolijn: the line between the regions and the ministry.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(outbox, name="outbox")
app.add_typer(manifest, name="manifest")
app.command()(digest)
app.command()(similar)


def main() -> None:
    """Run a command; whatever is wrong with what it was given is said in sentences, with exit status 2."""
    app()


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port of the page.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its files.")] = Path("var") / "demo",
) -> None:
    """The playground: a page on this machine, an example organisation, no account and no token."""
    settings = given()
    folder.mkdir(parents=True, exist_ok=True)
    run(_demo(settings, settings.port if port is None else port, folder))


@app.command()
def serve() -> None:
    """Slack, Teams or both on one port, with SQLite or PostgreSQL."""
    run(_serve(given(serving=True)))


@app.command()
def work() -> None:
    """Only what happens by itself: timers and messages, beside `serve` on PostgreSQL."""
    run(_work(given(serving=True)))


@app.command()
def migrate() -> None:
    """Bring the database to this version."""
    from bot.store import migrate as migrated

    run(migrated(given().database_url))


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False,
) -> None:
    """Whether settings, tokens, channels, people and timelines are in order; exit status 1 when something is not."""
    from bot.inspection import Found, told
    from bot.organisation import FaultyOrganisation, read_organisation
    from bot.store import StoreError

    found: list[Found] = []
    try:
        settings = read_settings(serving=True)
        set_up_logs(settings.log_level, human=sys.stderr.isatty())
        organisation = read_organisation(settings.organisation or Path())
        asyncio.run(_check(settings, organisation, found))
    except FaultySettings as faulty:
        found += [Found("settings", fault) for fault in faulty.faults]
    except FaultyOrganisation as faulty:
        found += [Found("organisation", fault) for fault in faulty.faults]
    except StoreError as away:
        found.append(Found("database", str(away)))
    told(found, console(), machine=as_json)
    raise typer.Exit(1 if found else 0)


@app.command()
def route(
    text: Annotated[str | None, typer.Argument(help="What a liaison would type.")] = None,
    region: Annotated[str, typer.Option(help="Key of the filer's own region.")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Where filers chose otherwise, and by which words.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report for machines: one JSON array.")] = False,
) -> None:
    """Where a text would go, and why; nothing is stored."""
    from bot import route_report
    from bot.dry_run import NotRouted, route_lines, route_one
    from bot.examples import VWS

    settings = given()
    organisation = organised(settings.organisation or VWS / "organisation.yaml")
    if as_json and not report:
        refuse(["--json is about the report: use --report --json, or --jsonl to route lines."])
    if report:
        run(route_report.report(settings.database_url, organisation, console(), machine=as_json))
        return
    if jsonl:
        raise typer.Exit(route_lines(organisation, sys.stdin.buffer, sys.stdout, sys.stderr))
    if text is None:
        refuse(["Type a text to route, or use --jsonl to read lines from standard input."])
    try:
        typer.echo(route_one(organisation, text, region))
    except NotRouted as refused:
        refuse([str(refused)])


@app.command()
def privacy(
    text: Annotated[str | None, typer.Argument(help="What somebody would type.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")] = False,
) -> None:
    """Which personal data a text holds, and whether it may be filed; nothing is stored."""
    from bot.privacy_run import NotJudged, judge_lines, judge_one
    from bot.texts import words

    say = words("nl").text
    if jsonl:
        raise typer.Exit(judge_lines(sys.stdin.buffer, sys.stdout, sys.stderr, say))
    if text is None:
        refuse(["Type a text to judge, or use --jsonl to read lines from standard input."])
    try:
        typer.echo(judge_one(text, say))
    except NotJudged as refused:
        refuse([str(refused)])


async def _demo(settings: Settings, port: int, folder: Path) -> None:
    from adapters import playground, web
    from bot import demo as play
    from bot.examples import VWS
    from bot.serving import serving, working
    from bot.texts import words

    organisation = organised(VWS / "organisation.yaml")
    speech = words(settings.locale, organisation.zone)
    clock = play.DemoClock(folder / "clock")
    database = f"sqlite:///{folder / 'regiolijn.db'}"
    async with serving(database, organisation, now=clock.now, migrate=True) as line:
        pusher = play.Pusher(clock, organisation, line.store, line.worker.drain)
        stage = playground.Stage(
            people=tuple(
                playground.Player(
                    key=person.key,
                    name=person.name,
                    role=play.role_of(person, organisation, speech),
                    email=person.emails[0],
                    language=settings.locale,
                    places=play.sees(person, organisation, playground.PLATFORM),
                    start=play.starts_in(person, organisation, playground.PLATFORM),
                )
                for person in play.cast(organisation)
            ),
            places=tuple(
                playground.Channel(address, address) for address in play.channels(organisation, playground.PLATFORM)
            ),
            samples=play.samples(),
            advance=pusher.advance,
            now=clock.now,
            zone=organisation.zone,
        )
        room = playground.connect(stage, folder / "chat.db", line.core.answer)
        line.platforms[room.name] = room.platform
        app = web.application([room], health=line.health, ready=line.ready)
        async with web.open_door(app, [room], "127.0.0.1", port) as listening, working(line):
            await _until_stopped(speech.text("demo.ready", url=f"http://localhost:{listening}"))


async def _serve(settings: Settings) -> None:
    from adapters import web
    from bot.serving import working

    async with _connected(settings) as (line, rooms):
        app = web.application(rooms, health=line.health, ready=line.ready)
        async with web.open_door(app, rooms, settings.host, settings.port) as listening, working(line):
            await _until_stopped(f"Regiolijn listens on {settings.host}:{listening}: {_open(rooms)}.")


async def _work(settings: Settings) -> None:
    from adapters import web
    from bot.serving import working

    async with _connected(settings, hearing=False) as (line, rooms), web.rooms_open(rooms), working(line):
        await _until_stopped(f"Regiolijn works for {_open(rooms)}.")


async def _check(settings: Settings, organisation: Organisation, found: list[Found]) -> None:
    """Adds what it finds to `found`."""
    from bot.inspection import Blank, Found, at_hand, inspected, nobody, timelines
    from bot.serving import real

    async with AsyncExitStack() as opened:
        store = await opened.enter_async_context(at_hand(settings.database_url, found))
        rooms = _rooms(settings, nobody, store.memory if store else Blank(), hearing=False)
        platforms, refused = {}, []
        for room in rooms:
            try:
                await room.start()
                opened.push_async_callback(room.stop)
                platforms[room.name] = room.platform
            except SystemExit as no:
                found.append(Found(room.name, str(no)))
                refused.append(room.name)
        found += await inspected(organisation, platforms, store, real(), refused)
    found += await timelines(settings.database_url)


@asynccontextmanager
async def _connected(settings: Settings, *, hearing: bool = True) -> AsyncIterator[tuple[Line, list[Room]]]:
    """The product with every platform that is set, `hearing` what people ask there or only speaking.

    SQLite brings its own schema along, PostgreSQL waits for `migrate`.
    """
    from adapters.together import together
    from bot.serving import serving

    organisation = organised(settings.organisation or Path())
    embedded = settings.database_url.startswith("sqlite")
    async with serving(settings.database_url, organisation, migrate=embedded) as line:
        rooms = together(_rooms(settings, line.core.answer, line.store.memory, hearing=hearing))
        line.platforms.update({room.name: room.platform for room in rooms})
        yield line, rooms


def _rooms(settings: Settings, answer: Answer, memory: Memory, *, hearing: bool) -> list[Room]:
    """Every platform that is set, and no library of another: each takes its time to load."""
    rooms = []
    if settings.slack_bot_token:
        from adapters import slack

        rooms.append(slack.connect(settings, answer, hearing=hearing))
    if settings.teams_app_id or settings.teams_stand_in:
        from adapters import teams

        rooms.append(teams.connect(settings, answer, memory, hearing=hearing))
    return rooms


def _open(rooms: Sequence[Room]) -> str:
    """The platforms that could be opened, for whoever started us; the log says what is wrong with the others."""
    return ", ".join(room.name for room in rooms if not room.refused())


async def _until_stopped(ready: str) -> None:
    """Says that it is ready as soon as it can be stopped without losing anything: whoever reads it may do so at once."""
    gc.collect()
    gc.freeze()  # what stands now stays: the collector looking through it again took a quarter of all time
    gc.set_threshold(10_000)  # and what is new is looked at less often: little of it goes round in circles
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    typer.echo(ready)
    await stopped.wait()


if __name__ == "__main__":
    main()
