"""Says in plain words what the YAML parser stumbled over, and how to mend it."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

_PLAIN = {
    "character '\\t'": "hier staat een tab; spring in met spaties",
    "mapping values are not allowed": "hier staat een dubbele punt te veel, of op de regel erboven een te weinig; "
    "kijk ook naar het inspringen en zet tekst met een dubbele punt tussen aanhalingstekens",
    "unexpected end of stream": "het aanhalingsteken dat hier opent, wordt niet gesloten; zet er een bij",
    "unknown escape character": "een \\ betekent hier iets bijzonders; gebruik enkele aanhalingstekens",
    "that cannot start any token": "deze waarde begint met een bijzonder teken; zet haar tussen aanhalingstekens",
    "expected ',' or ']'": "de lijst die hier begint, wordt niet gesloten; let op komma's en aanhalingstekens en zet er ] achter",
    "expected ',' or '}'": "de velden die hier beginnen, worden niet gesloten; let op komma's en aanhalingstekens en zet er } achter",
    "expected the node content": "hier ontbreekt een waarde, of er staat een haak te veel; vul aan of haal weg",
    "could not find expected ':'": "achter deze naam ontbreekt een dubbele punt; zet die erbij",
    "expected <block end>": "deze regel springt anders in dan de regels erboven; zet hem recht onder zijn buren",
}
_OPENS = ("unexpected end of stream", "expected ',' or")


def explained(error: MarkedYAMLError) -> tuple[int, str]:
    """The line (from 1) and the sentence; for something left open, the line where it opens."""
    problem = str(error.problem or "")
    opens = any(part in problem for part in _OPENS)
    mark = (error.context_mark if opens else None) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    for part, sentence in _PLAIN.items():
        if part in problem:
            return line, sentence
    return line, "deze regel is niet te lezen; kijk naar inspringen, dubbele punten, haken en aanhalingstekens"
