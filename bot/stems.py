"""Dutch words brought back to their stems, and compounds to their parts, so that texts in other words become alike.

The same text gives the same stems on every machine: they may be stored and compared later. Time grows with the text.
"""

from __future__ import annotations

from functools import lru_cache

from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer  # itself: what a name stands for may change

from bot.recognise import words

_LONGEST = 40  # letters of a word that are looked at
_SHORTEST_COMPOUND = 8  # letters
_SHORTEST_PART, _SHORTEST_REST = 3, 4  # letters of a part that is known, and of one that is not
_ENDINGS = ("", "en", "s", "n", "e")
_VOICELESS = {"z": "s", "v": "f"}  # huizen and huis, brieven and brief
_LINKS = ("", "s", "en", "e", "n")  # what may stand between two parts: arbeid-s-markt, patient-en-stop

_SPELLED = """
    aanbieder aanbod aanpak aanvraag acuut afspraak ambulance ambulant apotheek arbeid arts asiel basis bed
        bedrag begeleider begeleiding behandeling bekostiging beleid beoordeling beroep bestuur betaling
        bevolking bewoner bezoek bijdrage budget buurt client code combinatie contract controle corporatie crisis
        dag dagbesteding data deskundige dienst diploma doel domein dorp dossier eerste gebied gebouw gedrag
        gehandicapten geld gemeente geneesmiddel gezin gezondheid ggz grens groep handhaving herstel huis huisarts
        huisvesting huizen hulp hulpmiddel hulpverlening huur indicatie infectie informatie inkomen inkoop inloop
        inspectie instelling inwoner jaar jeugd jongeren kantoor keten keuken kind kinder klacht koppeling kosten
        kraam kwaliteit laag last leefstijl leerling leven levering locatie loket maaltijd maatregel
        maatschappelijk maatschappij mantelzorg markt medewerker medicatie medicijn melding middel milieu nacht
        netwerk nood norm ondersteuning onderwijs onderzoek opleiding opname opvang opvolger opvolging ouder
        ouderen overdracht overgang overleg patient personeel plaats plan pleeg plek plicht polis politie
        post praktijk preventie prijs prijzen probleem problematiek product programma project psychiatrie raad
        recept regel regeling regio registratie rijks rol rooster route ruimte samenwerking schaarste scholen
        school schuld sluiting sociaal spoed sport stage stelsel steun steunpunt stichting stop storing student
        subsidie systeem tafel tand tarief tarieven team tekort termijn thuis tijd toegang toelating toets
        toezicht traject uitkering uitval uitvoering uitwisseling uren vaccin vaccinatie veiligheid verantwoording
        verblijf verbod vergoeding vergunning verklaring verloskunde verlener verloskundige verpleeg verpleeghuis
        verpleeghuizen verpleegkundige verpleging verschil verslaving vervoer verwijzing verzekeraar verzekering
        verzorgende verzuim voeding voorziening vraag vrijwilliger vrouw vrouwen wacht wachtlijst wachttijd
        welzijn werk werker werkgever wet wijk wijkteam winkel wonen woning woon zieken ziekenhuis ziekenhuizen zorg
        zorgkantoor zorgverzekeraar zwanger
"""
_PARTS = frozenset(_SPELLED.split())
_LONGEST_PART = max(map(len, _PARTS))


def stems(text: str) -> tuple[str, ...]:
    """The stem of every word of a text in their order, that of a compound followed by those of its parts."""
    return tuple(stem for word in words(text) for stem in _stems(word.folded[:_LONGEST]))


@lru_cache(maxsize=16_384)
def _stems(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_stem, (folded, *parts(folded)))))


def _stem(folded: str) -> str:
    stemmer = DutchPorterStemmer()  # a fresh one: it keeps state, and several threads may ask
    stem = str(stemmer.stemWord(folded))
    if stem.endswith("s"):  # once more, or huisartsen would keep the s that huisarts loses
        stem = str(stemmer.stemWord(stem))
    return stem[:-1] + _VOICELESS.get(stem[-1:], stem[-1:])


def parts(folded: str) -> tuple[str, ...]:
    """The words that a compound is made of, or () for any other word: wijkverpleegkundigen is wijk, verpleegkundige.

    Only the last or the first one need be known: dialysevervoer is dialyse, vervoer.
    """
    if len(folded) < _SHORTEST_COMPOUND or _known(folded):
        return ()
    return _whole(folded) or _ending(folded) or _beginning(folded)


def _whole(word: str) -> tuple[str, ...]:
    """The parts where all of them are known; the longest first parts are tried first."""
    for end in range(min(len(word) - _SHORTEST_PART, _LONGEST_PART), _SHORTEST_PART - 1, -1):
        if word[:end] not in _PARTS:
            continue
        for link in _LINKS:
            rest = word[end:].removeprefix(link) if word.startswith(link, end) else ""
            if last := _known(rest):
                return word[:end], last
            if len(rest) >= _SHORTEST_COMPOUND - _SHORTEST_PART and (more := _whole(rest)):
                return word[:end], *more
    return ()


def _ending(word: str) -> tuple[str, ...]:
    for start in range(_SHORTEST_REST, len(word) - _SHORTEST_REST):
        if last := _known(word[start:]):
            return word[:start], last
    return ()


def _beginning(word: str) -> tuple[str, ...]:
    for end in range(min(len(word) - _SHORTEST_REST, _LONGEST_PART), _SHORTEST_REST, -1):
        if word[:end] in _PARTS:
            return word[:end], word[end:]
    return ()


def _known(word: str) -> str:
    """The part that this is, whatever its ending, or ""."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            single = bare[:-1] if bare[-1:] == bare[-2:-1] else bare
            for part in (bare, single):
                if part in _PARTS:
                    return part
    return ""
