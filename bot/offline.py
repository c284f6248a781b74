"""The commands that open no platform: what waits in the outbox, a digest as text, and the app as a platform takes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import console, given, organised, refuse, run

outbox = typer.Typer(help="What waits to be sent and what could not be delivered.")

manifest = typer.Typer(help="The app as a platform takes it, made without a network.", no_args_is_help=True)


@outbox.callback(invoke_without_command=True)
def outbox_listed(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: one JSON array.")] = False,
) -> None:
    """What has not arrived, where, and why. On SQLite, stop `serve` first."""
    from bot import outbox_desk

    if context.invoked_subcommand is None:
        run(outbox_desk.listed(given().database_url, console(), machine=as_json))


@outbox.command("retry")
def outbox_retry(
    ids: Annotated[list[int] | None, typer.Argument(help="As `regiolijn outbox` shows them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Everything that is undeliverable.")] = False,
) -> None:
    """Send messages again, at once."""
    from bot import outbox_desk
    from bot.serving import real

    if bool(ids) == every:
        refuse(["Name the messages to send again, or use --all for everything that is undeliverable."])
    run(outbox_desk.again(given().database_url, console(), ids or [], real()))


@outbox.command("drop")
def outbox_drop(id: Annotated[int, typer.Argument(help="As `regiolijn outbox` shows it.")]) -> None:
    """Never send a message."""
    from bot import outbox_desk
    from bot.serving import real

    run(outbox_desk.drop(given().database_url, console(), id, real()))


def digest(
    place: Annotated[str, typer.Option(help="A directorate, a region or a person, by key or name.")] = "",
    week: Annotated[str, typer.Option(help="As 2026-W47; without it, the one whose digest came last.")] = "",
    so_far: Annotated[bool, typer.Option("--so-far", help="This week, as it is until now.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show it here. Nothing is sent.")] = False,
) -> None:
    """What a weekly digest says, as text. Also while `serve` runs."""
    from bot import digest_preview
    from bot.examples import VWS
    from bot.serving import real

    if not preview:
        refuse(["Digests are sent by themselves; --preview shows one here, and sends nothing."])
    if not place:
        refuse(["Say whose digest with --place: a directorate, a region or a person, by key or name."])
    settings = given()
    organisation = organised(settings.organisation or VWS / "organisation.yaml")
    asked = digest_preview.Asked(place, week, so_far)
    shown = digest_preview.show(settings.database_url, organisation, asked, settings.locale, real(), typer.echo)
    try:
        run(shown)
    except digest_preview.NotShown as refused:
        refuse([str(refused)])


def similar(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")] = False,
) -> None:
    """Which earlier lines a liaison would be shown as alike, and why; nothing is stored."""
    from bot.examples import VWS
    from bot.similar_run import similar_lines

    if not jsonl:
        refuse(["Use --jsonl: every line of standard input is looked up among the lines before it."])
    organisation = organised(given().organisation or VWS / "organisation.yaml")
    raise typer.Exit(similar_lines(organisation, sys.stdin.buffer, sys.stdout, sys.stderr))


@manifest.command("slack")
def manifest_slack(
    address: Annotated[str, typer.Option(help="Your own https address, for HTTP; without it, Socket Mode.")] = "",
) -> None:
    """Slack's manifest, to paste under "From a manifest"."""
    from bot.packing import NotPacked, slack_manifest

    try:
        typer.echo(slack_manifest(address), nl=False)
    except NotPacked as refused:
        refuse([str(refused)])


@manifest.command("teams")
def manifest_teams(
    app_id: Annotated[str, typer.Option(help="Application (client) ID of the Azure Bot.")],
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("regiolijn.zip"),
    website: Annotated[str, typer.Option(help="https address where your people read about it.")] = "",
) -> None:
    """The package that an administrator uploads in the Teams admin centre."""
    from bot.packing import NotPacked, pack_teams

    try:
        pack_teams(app_id, out, website)
    except NotPacked as refused:
        refuse([str(refused)])
    typer.echo(f"{out} is ready: upload it in the Teams admin centre, under Manage apps.")
