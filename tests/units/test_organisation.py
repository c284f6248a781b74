"""The organisation file: the whole example holds, and whatever is wrong in a file is told at once, with its line."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.organisation import FaultyOrganisation, Organisation, Role, read_organisation
from bot.signals import Signal

VWS = Path(__file__).parents[2] / "bot" / "examples" / "vws" / "organisation.yaml"
SMALL = """\
name: Klein ministerie
language: nl
routing_fallback: IZA
contact: femke
decision_channels: {playground: besluiten}
clock:
  zone: Europe/Amsterdam
  good_friday_off: false
  speaking_hours: {start: '08:00', end: '18:00'}
  rungs_at: '09:00'
  digest: {weekday: ma, at: '09:00'}
ladder:
  acuut: {reminder_hours: 2, head: 1, commissioner: 2}
  hoog: {reminder: 2, head: 3, commissioner: 4}
  midden: {reminder: 3, head: 5, commissioner: 6}
  laag: {reminder: 5, head: 8, commissioner: 11}
urgencies:
  acuut: {label: Acuut, meaning: vandaag}
  hoog: {label: Hoog, meaning: deze week}
  midden: {label: Midden, meaning: gewoon}
  laag: {label: Laag, meaning: ooit}
kinds:
  knelpunt: {label: Knelpunt, meaning: iets blokkeert de regio}
region_kinds:
  zorgkantoorregio: {name: Zorgkantoorregio}
regions:
  drenthe:
    name: Drenthe
    kind: zorgkantoorregio
    aliases: [Drente]
    neighbours: [zuid-limburg]
    municipalities: [Assen, Emmen]
    tile: {col: 5, row: 1}
  zuid-limburg:
    name: Zuid-Limburg
    kind: zorgkantoorregio
    aliases: [ZL]
    municipalities: [Heerlen, Maastricht]
sub_regions:
  - {name: Parkstad, parents: [zuid-limburg]}
directorates_general:
  SG: {name: Secretaris-generaal}
directorates:
  MEVA:
    name: Arbeidsmarkt
    dg: SG
    kind: policy
    routable: true
    head: wim
    channels: {playground: dir-meva}
  IZA: {name: Programma IZA, dg: SG, kind: programme, routable: true, channels: {playground: dir-iza}}
  OBP: {name: Bedrijfsvoering, dg: SG, kind: staff, routable: false}
themes:
  arbeidsmarkt:
    label: Arbeidsmarkt
    lead: MEVA
    co: [IZA]
    external: [acm]
    route_overrides: [{when: akkoord, lead: IZA}]
care_systems:
  zvw: {name: Zorgverzekeringswet, payer: zorgverzekeraar, stewards: [MEVA]}
parties:
  acm: {name: Autoriteit Consument en Markt, type: zbo, involve_when: fusies}
people:
  noor: {name: Noor, emails: [noor@example.nl], roles: [liaison], regions: [zuid-limburg], deputy: daan}
  daan: {name: Daan, emails: [daan@example.nl], roles: [liaison], regions: [drenthe]}
  ruben: {name: Ruben, emails: [ruben@example.nl], roles: [fixer], directorates: [MEVA, IZA], accounts: {slack: U1}}
  wim: {name: Wim, emails: [wim@example.nl], roles: [reader], directorates: [MEVA], accounts: {slack: U2}}
  marijke: {name: Marijke, emails: [marijke@example.nl], roles: [commissioner]}
  femke: {name: Femke, emails: [femke@example.nl], roles: [admin]}
"""

Faults = Callable[..., list[str]]
KEYED = ("region", "also_regions", "themes", "lead", "co", "missed", "filer", "fixer", "joined")
"""The fields of a signal that are keys which may have a successor."""


@pytest.fixture(scope="module")
def vws() -> Organisation:
    return read_organisation(VWS)


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    """The faults of the small file after each (old, new) was typed over, or of other content; the path left out."""

    def read(*edits: tuple[str, str], content: bytes | None = None) -> list[str]:
        text = SMALL
        for old, new in edits:
            assert old in text, f"the small file does not say {old!r}"
            text = text.replace(old, new, 1)
        file = tmp_path / "organisatie.yaml"
        file.write_bytes(text.encode() if content is None else content)
        with pytest.raises(FaultyOrganisation) as faulty:
            read_organisation(file)
        found = faulty.value.faults
        assert str(faulty.value) == "\n".join(found)
        assert all(re.match(rf"{re.escape(str(file))}, regel \d+: .+; ?.+", fault) for fault in found), found
        return [fault.removeprefix(f"{file}, ") for fault in found]

    return read


def line_of(words: str) -> int:
    return SMALL[: SMALL.index(words)].count("\n") + 1


# The example


def test_the_example_has_the_whole_country(vws: Organisation) -> None:
    care_office = [region for region in vws.regions.values() if region.kind == "zorgkantoorregio"]
    municipalities = [name for region in vws.regions.values() for name in region.municipalities]
    assert len(care_office) == 31
    assert set(vws.regions) == {region.key for region in care_office} | {"caribisch-nederland", "landelijk"}
    assert len(municipalities) == len(set(municipalities)) == 342
    assert (len(vws.sub_regions), len(vws.iza_regions), len(vws.ggd_regions)) == (53, 42, 25)


def test_the_example_has_the_whole_ministry(vws: Organisation) -> None:
    assert len(vws.directorates) == 24
    assert len(vws.routable()) == 18
    assert len(vws.themes) == 44
    assert all(theme.keywords for theme in vws.themes.values())
    assert (len(vws.parties), len(vws.ministries), len(vws.agreements), len(vws.care_systems)) == (20, 8, 16, 6)
    assert vws.directorates[vws.routing_fallback].routable


def test_every_region_has_a_liaison_and_every_routable_directorate_a_fixer_a_head_and_a_channel(
    vws: Organisation,
) -> None:
    liaisons = {key for person in vws.people.values() if person.may_be(Role.LIAISON) for key in person.regions}
    fixers = {key for person in vws.people.values() if person.may_be(Role.FIXER) for key in person.directorates}
    assert liaisons == set(vws.regions)
    assert fixers == {directorate.key for directorate in vws.routable()}
    assert all(directorate.head in vws.people for directorate in vws.routable())
    assert all(directorate.channels["playground"].startswith("dir-") for directorate in vws.routable())
    assert all(region.channels["playground"] == f"regio-{region.key}" for region in vws.regions.values())
    assert vws.decision_channels == {"playground": "besluiten"}


def test_every_map_tile_is_taken_once_and_neighbours_know_each_other(vws: Organisation) -> None:
    tiles = Counter((region.tile.col, region.tile.row) for region in vws.regions.values() if region.tile)
    assert len(tiles) == 31
    for region in vws.regions.values():
        assert all(region.key in vws.regions[neighbour].neighbours for neighbour in region.neighbours), region.key


def test_the_people_of_the_stories_are_there(vws: Organisation) -> None:
    noor, ruben, marijke = (vws.people[key] for key in ("noor-habets", "ruben-alting", "marijke-oldenhof"))
    assert noor.regions == ("zuid-limburg",)
    assert ruben.directorates == ("MEVA",)
    assert (marijke.regions, marijke.deputy) == ((), "gijs-elderink")
    assert vws.directorates["DMO"].head == "wim-verhage"
    assert vws.people[vws.contact] in vws.admins()
    assert all(mail.endswith("@example.nl") for person in vws.people.values() for mail in person.emails)


def test_a_person_is_found_by_address_in_whatever_capitals(vws: Organisation) -> None:
    found = vws.person_by_email(" Noor.Habets@EXAMPLE.nl ")
    assert found is not None
    assert found.key == "noor-habets"
    assert vws.person_by_email("noor.habets@elders.nl") is None
    assert vws.person_by_email("") is None


def test_a_directorate_speaks_the_organisations_language_and_people_their_own(vws: Organisation) -> None:
    assert vws.people["noor-habets"].language is None
    assert vws.people["ingrid-lammers"].language == "en"
    assert vws.directorates["MEVA"].language == "nl"


def test_the_version_names_the_bytes_of_the_file(vws: Organisation, tmp_path: Path) -> None:
    assert vws.version == hashlib.sha256(VWS.read_bytes()).hexdigest()[:12]
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(VWS.read_bytes() + b"# nog een regel\n")
    assert read_organisation(copy).version != vws.version


def test_what_was_read_does_not_change(vws: Organisation) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        vws.people["noor-habets"].roles = (Role.ADMIN,)  # type: ignore[misc]


@pytest.mark.parametrize("body", [SMALL.replace("\n", "\r\n"), "\ufeff" + SMALL, "---\n" + SMALL + "...\n"])
def test_a_file_from_another_editor_reads_the_same(body: str, tmp_path: Path) -> None:
    usual, other = tmp_path / "usual.yaml", tmp_path / "other.yaml"
    usual.write_bytes(SMALL.encode())
    other.write_bytes(body.encode())
    version = read_organisation(usual).version
    assert read_organisation(other).model_copy(update={"version": version}) == read_organisation(usual)


# What left the file, and what came in its place


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    """The small file after a few reorganisations."""
    file = tmp_path_factory.mktemp("later") / "organisatie.yaml"
    left = "successors:\n  people: {piet: els, els: daan}\n  directorates: {OUD: MEVA, TEAM: IZA}\n  regions: {zl: drenthe}\n"
    file.write_text(SMALL + left, encoding="utf-8")
    return read_organisation(file)


def test_a_key_that_left_leads_by_as_many_steps_as_it_takes_to_what_is_there_now(later: Organisation) -> None:
    assert later.person("piet") is later.people["daan"]
    assert later.directorate("OUD") is later.directorates["MEVA"]
    assert later.region("zl") is later.regions["drenthe"]
    assert later.theme("arbeidsmarkt") is later.themes["arbeidsmarkt"]
    assert later.theme("weg") is None


def test_a_key_of_today_knows_every_key_that_led_to_it(later: Organisation) -> None:
    assert later.successors.ever("people", "daan") == ("daan", "els", "piet")
    assert later.successors.ever("themes", "arbeidsmarkt") == ("arbeidsmarkt",)


def test_a_stored_signal_is_looked_at_under_the_keys_of_now_each_once(later: Organisation) -> None:
    stored = Signal.file(
        id="s1",
        number="K-2026-0001",
        text="Iets",
        region="zl",
        also_regions=("drenthe", "weg"),
        themes=("weg",),
        lead="OUD",
        co=("MEVA", "TEAM", "IZA"),
        filer="piet",
        at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )
    stored = replace(stored, fixer="els", joined=("piet", "ruben"), missed=("OUD",))
    now = later.current(stored)
    assert (now.region, now.also_regions, now.themes) == ("drenthe", ("weg",), ("weg",))
    assert (now.lead, now.co, now.missed) == ("MEVA", ("IZA",), ("MEVA",))
    assert (now.filer, now.fixer, now.joined) == ("daan", "daan", ("ruben",))
    assert replace(now, **{name: getattr(stored, name) for name in KEYED}) == stored


# One fault, one sentence


def test_an_unknown_directorate_gets_the_nearest_one(faults: Faults) -> None:
    told = "thema ‘arbeidsmarkt’, veld ‘lead’: directie ‘MEVAA’ is er niet; bedoelde u ‘MEVA’?"
    assert faults(("    lead: MEVA\n", "    lead: MEVAA\n")) == [f"regel {line_of('    lead: MEVA')}: {told}"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # what refers to nothing
        ("routing_fallback: IZA", "routing_fallback: OBP", "naar directie ‘OBP’ gaan geen knelpunten; kies een andere"),
        (
            "akkoord, lead: IZA",
            "akkoord, lead: OBP",
            "‘arbeidsmarkt’, veld ‘route_overrides.lead’: naar directie ‘OBP’",
        ),
        ("co: [IZA]", "co: [OBP]", "naar directie ‘OBP’ gaan geen knelpunten"),
        ("contact: femke", "contact: fenke", "‘contact’: persoon ‘fenke’ is er niet; bedoelde u ‘femke’?"),
        ("head: wim", "head: iemand", "directie ‘MEVA’, veld ‘head’: persoon ‘iemand’ is er niet; kies uit noor, daan"),
        ("regions: [zuid-limburg]", "regions: [zuid-limbrug]", "bedoelde u ‘zuid-limburg’?"),
        ("directorates: [MEVA, IZA]", "directorates: [MEVA, IZA, DI]", "directie ‘DI’ is er niet; kies uit MEVA, IZA"),
        ("parents: [zuid-limburg]", "parents: [limburg]", "streek 1, veld ‘parents’: regio ‘limburg’ is er niet"),
        ("neighbours: [zuid-limburg]", "neighbours: [friesland]", "regio ‘friesland’ is er niet"),
        ("external: [acm]", "external: [amc]", "partij ‘amc’ is er niet; kies uit acm"),
        ("external: [acm]", "agreements: [iza]", "veld ‘agreements’: akkoord ‘iza’ is er niet; voeg die toe"),
        ("    kind: zorgkantoorregio", "    kind: eiland", "regiosoort ‘eiland’ is er niet"),
        ("dg: SG", "dg: DG", "directoraat-generaal ‘DG’ is er niet"),
        ("stewards: [MEVA]", "stewards: [MEVO]", "bedoelde u ‘MEVA’?"),
        # what has two owners
        ("[noor@example.nl]", "[Daan@Example.nl]", "persoon ‘daan’, veld ‘emails’: dit adres, ‘daan@example.nl’"),
        ("slack: U2", "slack: U1", "dit account, ‘U1’, heeft ook persoon ‘ruben’ op regel"),
        (
            "[Heerlen, Maastricht]",
            "[Heerlen, Emmen]",
            "regio ‘zuid-limburg’, veld ‘municipalities’: deze naam, ‘Emmen’",
        ),
        ("aliases: [ZL]", "aliases: [drente]", "deze naam, ‘drente’, heeft ook regio ‘drenthe’"),
        ("aliases: [ZL]", "aliases: [Assen]", "deze naam, ‘Assen’, heeft ook regio"),
        ("dir-iza", "dir-meva", "dit kanaal, ‘dir-meva’, heeft ook directie ‘MEVA’ op regel"),
        ("dir-iza", "besluiten", "‘decision_channels.playground’: dit kanaal, ‘besluiten’, heeft ook directie ‘IZA’"),
        (
            "name: Daan",
            "name: noor",
            "persoon ‘daan’, veld ‘name’: deze naam, ‘noor’, heeft ook persoon ‘noor’ op regel",
        ),
        ("name: Daan", "name: Noor", "zet achter een van de twee een directie of regio"),
        # what came after what left
        ("people:\n", "successors: {people: {piet: dan}}\npeople:\n", "persoon ‘dan’ is er niet; bedoelde u ‘daan’?"),
        (
            "people:\n",
            "successors: {people: {noor: daan}}\npeople:\n",
            "persoon ‘noor’ is er zelf nog; haal deze regel",
        ),
        ("people:\n", "successors: {themes: {a: b, b: a}}\npeople:\n", "de opvolgers wijzen naar elkaar; noem er een"),
        ("people:\n", "successors: {themes: {a: a}}\npeople:\n", "‘successors.themes.a’: de opvolgers wijzen naar"),
        ("people:\n", "successors: {regions: {a: b, b: c}}\npeople:\n", "‘successors.regions.b’: regio ‘c’ is er niet"),
        ("people:\n", "successors: {directorates: {A: OBP}}\npeople:\n", "naar directie ‘OBP’ gaan geen knelpunten"),
        (
            "people:\n",
            "successors: {directorats: {A: IZA}}\npeople:\n",
            "‘directorats’ is geen bekend veld; bedoelde u",
        ),
        # who has nothing to do, and what has nobody
        (", regions: [zuid-limburg]", "", "persoon ‘noor’ is liaison zonder regio; vul ‘regions’ in"),
        (", directorates: [MEVA, IZA]", "", "persoon ‘ruben’ is fixer zonder directie; vul ‘directorates’ in"),
        ("directorates: [MEVA, IZA]", "directorates: [MEVA]", "directie ‘IZA’ heeft niemand die een knelpunt kan"),
        ("roles: [admin]", "roles: [reader]", "niemand heeft de rol admin, om kanalen te koppelen; geef die rol"),
        ("roles: [commissioner]", "roles: [reader]", "niemand heeft de rol commissioner"),
        ("roles: [reader]", "roles: []", "persoon ‘wim’ heeft geen rol; kies uit liaison, fixer"),
        ("deputy: daan", "deputy: noor", "persoon ‘noor’ kan zichzelf niet vervangen; noem een ander"),
        ("deputy: daan", "deputy: wim", "vervanger ‘wim’ heeft geen van de rollen; kies iemand met dezelfde rol"),
        # what does not fit
        ("name: Noor", "naam: Noor", "persoon ‘noor’: ‘naam’ is geen bekend veld; bedoelde u ‘name’?"),
        ("name: Noor", "naam: Noor", "persoon ‘noor’: het veld ‘name’ ontbreekt; vul het in"),
        ("name: Noor", "key: n, name: Noor", "de naam erboven is de sleutel al; haal deze regel weg"),
        ("name: Noor", "name: ", "persoon ‘noor’, veld ‘name’: hier staat niets; vul het in"),
        ("name: Noor", "name: 12", "hier hoort tekst; zet de waarde tussen aanhalingstekens"),
        ("name: Noor", "name: ' '", "hier hoort tekst; vul die in"),
        ("noor@example.nl", "noor", "dit is geen e-mailadres"),
        ("[noor@example.nl]", "[]", "deze lijst is leeg; zet er minstens een waarde in"),
        ("roles: [reader]", "roles: [reader], working_days: []", "veld ‘working_days’: deze lijst is leeg; zet er"),
        ("roles: [reader], directorates: [MEVA]", "roles: [{a: 1}], directorates: [[MEVA]]", "veld ‘roles’"),
        ("roles: [liaison], regions: [drenthe]", "roles: [[]], regions: {a: 1}", "persoon ‘daan’, veld ‘regions’"),
        ("people:", "people:\n  - {deputy: daan}\npersons:", "‘people’: hier horen velden"),
        ("roles: [admin]", "roles: [amdin]", "‘amdin’ kan hier niet; bedoelde u ‘admin’?"),
        ("{playground: dir-meva}", "{slck: C1}", "veld ‘channels.slck’: ‘slck’ kan hier niet; bedoelde u ‘slack’?"),
        ("neighbours: [zuid-limburg]", "neighbours: zuid-limburg", "hier hoort een lijst; schrijf [een, twee]"),
        ("tile: {col: 5, row: 1}", "tile: {col: 5, line: 1}", "‘line’ is geen bekend veld; kies uit col, row"),
        ("tile: {col: 5, row: 1}", "tile: 5", "hier horen velden; zet op elke regel een naam"),
        ("tile: {col: 5, row: 1}", "tile: {col: 5, row: -1}", "dit getal is te klein"),
        ("tile: {col: 5, row: 1}", "tile: {col: 5, row: 101}", "dit getal is te groot"),
        ("  noor:", "  noor en ik:", "haal spaties en andere tekens weg"),
        ("decision_channels:", "decision_chanels:", "geen bekend onderdeel; bedoelde u ‘decision_channels’?"),
        ("name: Klein ministerie", "version: 1", "‘version’ is geen bekend onderdeel"),
        ("name: Klein ministerie", "# geen naam", "het onderdeel ‘name’ ontbreekt; voeg het toe"),
        ("language: nl", "language: fy", "‘fy’ kan hier niet; kies uit nl, en"),
        # the clock and the ladder
        ("good_friday_off: false", "good_friday_off: nee", "hier hoort ja of nee; schrijf true of false"),
        ("rungs_at: '09:00'", "rungs_at: 9.30", "hier hoort een tijd tussen aanhalingstekens"),
        ("rungs_at: '09:00'", "rungs_at: '25:00'", "hier hoort een tijd tussen aanhalingstekens"),
        ("rungs_at: '09:00'", "rungs_at: '07:00'", "vallen binnen speaking_hours"),
        ("start: '08:00'", "start: '18:30'", "het begin (start) ligt voor het einde (end)"),
        ("zone: Europe/Amsterdam", "zone: Europa/Amsterdam", "deze tijdzone bestaat niet"),
        ("zone: Europe/Amsterdam", "zone: ../../etc/passwd", "deze tijdzone bestaat niet"),
        ("reminder: 3, head: 5", "reminder: 6, head: 5", "ladder ‘midden’: elke trede komt op dezelfde dag"),
        ("reminder: 3, head: 5", "head: 5", "de eerste herinnering ontbreekt of staat op 0; vul ‘reminder’"),
        ("reminder: 3, head: 5", "reminder: 0, head: 5", "ladder ‘midden’: de eerste herinnering ontbreekt of staat"),
        ("reminder: 3, head: 5", "reminder: 3, reminder_hours: 4, head: 5", "‘reminder_hours’ in, niet allebei"),
        ("reminder: 3, head: 5", "reminder: drie, head: 5", "hier hoort een heel getal"),
        ("  laag: {reminder", "  lag: {reminder", "‘lag’ kan hier niet; bedoelde u ‘laag’?"),
        ("  laag: {label: Laag, meaning: ooit}\n", "", "‘urgencies’: de urgentie ‘laag’ ontbreekt; voeg haar toe"),
        # the writing itself
        ("language: nl", "language: nl\nlanguage: en", "regel 3: ‘language’ staat er twee keer, ook al op regel 2"),
        ("  zuid-limburg:", "  drenthe:", "‘drenthe’ staat er twee keer, ook al op regel"),
        ("    name: Drenthe", "    name: Drenthe: veen", "hier staat een dubbele punt te veel"),
        ("    name: Drenthe", "\tname: Drenthe", "hier staat een tab; spring in met spaties"),
        ("    name: Drenthe", "    name: 'Drenthe", "het aanhalingsteken dat hier opent, wordt niet gesloten"),
        ("    name: Drenthe", "    name: @drenthe", "deze waarde begint met een bijzonder teken"),
        ("    name: Drenthe", "      name: Drenthe", "deze regel springt anders in dan de regels erboven"),
        ("    name: Drenthe", "    name", "of op de regel erboven een te weinig"),
        ("  zuid-limburg:", "  zuid-limburg", "achter deze naam ontbreekt een dubbele punt"),
        ("co: [IZA]", "co: [IZA", "de lijst die hier begint, wordt niet gesloten"),
        ("co: [IZA]", "co: [IZA}", "de lijst die hier begint, wordt niet gesloten"),
        ("co: [IZA]", "co: }", "hier ontbreekt een waarde, of er staat een haak te veel"),
        ("name: Noor", 'name: "N\\oor"', "een \\ betekent hier iets bijzonders"),
        ("name: Noor", "name: &noor Noor", "verwijzingen met & en * horen hier niet"),
        ("name: Noor", "name: *noor", "verwijzingen met & en * horen hier niet"),
        ("name: Noor", "name: !!python/name:os.system Noor", "labels met een uitroepteken horen hier niet"),
        ("  noor:", "  ? [noor]\n  :", "een naam voor de dubbele punt is altijd een woord"),
        ("people:", "---\npeople:", "hier begint een tweede document"),
        ("Klein ministerie", "Klein\x07 ministerie", "een teken dat niet in een tekstbestand hoort"),
    ],
)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(faults: Faults, old: str, new: str, says: str) -> None:
    found = faults((old, new))
    assert any(says in fault for fault in found), found


# All of them at once


def test_faults_of_every_sort_are_told_together_in_the_order_of_the_file(faults: Faults) -> None:
    found = faults(
        ("language: nl", "language: nl\nlanguage: en"),
        ("good_friday_off: false", "good_friday_off: soms"),
        ("    name: Drenthe", "    naam: Drenthe"),
        ("    lead: MEVA", "    lead: MEVAA"),
        ("[noor@example.nl]", "[daan@example.nl]"),
        ("roles: [admin]", "roles: [reader]"),
    )
    noor = line_of("  noor:") + 1  # one line was typed above it
    assert [re.sub(r"^regel \d+: ", "", fault).partition(";")[0] for fault in found] == [
        "‘language’ staat er twee keer, ook al op regel 2",
        "‘clock.good_friday_off’: hier hoort ja of nee",
        "regio ‘drenthe’: het veld ‘name’ ontbreekt",
        "regio ‘drenthe’: ‘naam’ is geen bekend veld",
        "thema ‘arbeidsmarkt’, veld ‘lead’: directie ‘MEVAA’ is er niet",
        "niemand heeft de rol admin, om kanalen te koppelen",
        f"persoon ‘daan’, veld ‘emails’: dit adres, ‘daan@example.nl’, heeft ook persoon ‘noor’ op regel {noor}",
    ]
    lines = [int(re.findall(r"\d+", fault)[0]) for fault in found]
    assert lines == sorted(lines)


def test_a_slip_in_one_section_does_not_hide_the_faults_of_another(faults: Faults) -> None:
    found = faults(
        ("    name: Drenthe", "    name: Drenthe: veen"),
        ("    lead: MEVA", "    lead: MEVAA"),
        ("  noor:", "  noor"),
    )
    assert [int(re.findall(r"\d+", fault)[0]) for fault in found] == [
        line_of("    name: Drenthe"),
        line_of("    lead: MEVA"),
        line_of("  noor:"),
    ]


def test_a_missing_section_is_one_fault_and_not_one_for_every_reference_to_it(faults: Faults) -> None:
    found = faults(content=SMALL.partition("people:")[0].encode())
    assert found == ["regel 1: het onderdeel ‘people’ ontbreekt; voeg het toe zoals in bot/examples/vws"]


# What is no organisation file at all


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "dit is geen organisatiebestand"),
        (b"# niets\n", "dit is geen organisatiebestand"),
        (b"- een\n- lijst\n", "dit is geen organisatiebestand"),
        (b"hallo", "dit is geen organisatiebestand"),
        (b"a: 1", "dit is geen organisatiebestand"),
        (b"name: \x00", "een teken dat niet in een tekstbestand hoort"),
        (bytes(range(256)), "hier staat geen gewone tekst; bewaar het bestand opnieuw als UTF-8"),
        ("name: één".encode("latin-1"), "bewaar het bestand opnieuw als UTF-8"),
        (b"a" * 1_100_000, "dit bestand is groter dan 1 MB"),
        (b"[" * 100_000, "hier staat te veel in elkaar"),
        (b"{a: " * 100_000, "hier staat te veel in elkaar"),
        (b"- " * 100_000, "hier staat te veel in elkaar"),
        (b"&a [" * 1_000, "verwijzingen met & en * horen hier niet"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "verwijzingen met & en * horen hier niet"),
    ],
)
def test_other_content_is_refused_with_a_sentence(faults: Faults, content: bytes, says: str) -> None:
    assert says in faults(content=content)[0]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nergens.yaml", "dit bestand is er niet"),
        (".", "dit is een map; noem het bestand in die map"),
        ("/dev/null", "dit is geen gewoon bestand"),
        ("x" * 5000, "dit bestand is niet te lezen"),
        ("nul\0", "dit bestand is niet te lezen"),
    ],
)
def test_a_path_that_is_no_file_is_refused_with_a_sentence(path: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyOrganisation, match=says) as faulty:
        read_organisation(tmp_path / path)
    assert len(faulty.value.faults) == 1


LINES = SMALL.splitlines(keepends=True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(LINES) - 1),
    st.one_of(
        st.text(max_size=20), st.sampled_from(["[", "{", "- ", "'", '"', ": ", "? ", "|\n", "\t", "%", "*", "!!x "])
    ),
    st.integers(0, 40),
)
def test_whatever_is_typed_somewhere_is_read_or_refused_in_sentences(
    tmp_path: Path, line: int, typed: str, column: int
) -> None:
    file = tmp_path / "organisatie.yaml"
    changed = LINES[line][:column] + typed + LINES[line][column:]
    file.write_bytes("".join([*LINES[:line], changed, *LINES[line + 1 :]]).encode("utf-8", "surrogatepass"))
    with suppress(FaultyOrganisation):
        assert read_organisation(file).people
