"""What is said of people right around their name: turns of phrase that tell a case from a colleague."""

from __future__ import annotations

import re

_ASIDE = r"(?: \([^()\n]{1,60}\)| - [^\n.\-]{1,60} -|,[^\n.,]{1,60},)?"
"""What may stand between a name and its verb."""

_STATES = (
    "gevallen|overleden|opgenomen|geopereerd|ontslagen|zwanger|bevallen|dement|blind|doof|verlamd|ziek|terminaal"
    "|weggelopen|vermist|mishandeld|verkracht|misbruikt|aangereden|uitgeprocedeerd|dakloos|bedlegerig|verslaafd"
    "|gescheiden|weduwe|weduwnaar|gestorven|stervende|in de war|incontinent|ondervoed|uitbehandeld|thuisloos"
    "|onverzekerd|suicidaal|psychotisch|slechtziend|slechthorend|rolstoelafhankelijk|verward|eenzaam|alleenstaand"
    "|vereenzaamd|jarig|kwijt"
)
_WHERE = (
    "rolstoel|scootmobiel|politiecel|cel|gevangenis|kliniek|ziekenhuis|verpleeghuis|hospice|crisisopvang|opvang"
    "|noodopvang|vrouwenopvang|isoleercel|separeer|bijstand|ziektewet|coma|azc|pleeggezin|caravan|schuur|tent|portiek"
    "|garage|instelling|inrichting|tehuis|detentie|schulden|schuldsanering|jeugdinrichting|crisisbed|bed|gezinshuis"
    "|stoel|rouw|crisis"
)
LIVES = re.compile(
    _ASIDE + r",?(?: die| dat| zij| ze| hij)? ?(?:"
    r"(?:slikt|slikte|lijdt|leidt aan|leed|woont|woonde|slaapt|sliep|dwaalt|huilt|verblijft|drinkt|eet|weegt"
    r"|vereenzaamt|vervuilt|blowt|snuift|zwerft|logeert|overleed|stierf|schreeuwt|hoest|dementeert|hallucineert"
    r"|spijbelt|stottert|bevalt|braakt|vermagert|sterft|krabt|bijt|poept|ijlt|beeft|trilt"
    r"|zichzelf)\b"
    rf"|(?:is|was|raakte|raakt|blijkt|bleek|werd|wordt) (?:[a-z0-9]+ ){{0,3}}(?:{_STATES})\b"
    r"|(?:ligt|lag|zit|zat|stond|staat|verbleef) (?:[a-z0-9]+ ){0,4}(?:op (?:de |een )?(?:gang|zaal|ic|seh|straat"
    r"|grond|bank)|thuis|vast"
    rf"|in (?:een |de |het |zijn |haar )?(?:{_WHERE}))\b"
    r"|(?:heeft|had|mist|miste|verloor|brak|kreeg|verliest|slaat|sloeg) (?:[a-z]+ ){0,1}(?:zijn|haar"
    r"|geen (?:huis|dak|eten|familie|partner))"
    r" (?!collega|team|organisatie|afdeling|agenda|mail|stuk)"
    r"|(?:wil|mag|moet|kan|kon|durft|wilde|mocht) (?:[a-z]+ ){0,3}naar (?:huis|school|het ziekenhuis|een verpleeghuis"
    r"|buiten)\b"
    r"|van (?:de|het|onze) (?!gemeente|ggd|zorg)[a-z]{4,} (?:in|uit|te) [a-z]+, (?:zwaar|al|weer|nog|die)\b"
    r"|en (?:haar|zijn|d'r|z'n) (?!collega|team|organisatie|afdeling|mensen|medewerkers)[a-z]"
    r")"
)
"""Said of people only, and not of their work; right behind the name."""

_TO_ANYBODY = (
    r"is|was|heeft(?! (?:k-|je |jouw |dit |deze |contact))|had|mag|moet|kan|kon|komt|loopt|staat|stond|uit|gaat|ging"
    r"|zou|moest|mocht|wilde|leert|kijkt"
)
_TO_THE_ILL = (
    "wordt|werd|kreeg|krijgt|ligt|lag|zit|zat|woont|wacht|wachtte|gebruikt|lijdt|verblijft|valt|viel|slikt|geen|sinds"
    "|zoekt|mist|verliest|verloor|raakt|raakte|blijft|bleef|weigert|durft|hoeft|betaalt|ontvangt|ontving|dreigt|slaat"
    "|sloeg|hoort|leeft|redt|kampt|worstelt|overlijdt|heet|verhuist|verdwijnt|verdween|stikt|revalideert|herstelt"
    "|bezwijkt|functioneert|hoorde|spreekt geen|begrijpt|vergeet|maakt schulden|dialyseert"
)
_HAPPENS = _ASIDE + r"[ ,(]{1,3}(?:die |al |nu |nog |zelf )?"
SUFFERS = re.compile(rf"{_HAPPENS}(?:{_TO_THE_ILL})\b")
"""Said of whoever something happens to, and seldom of a colleague."""

UNDERGOES = re.compile(rf"{_HAPPENS}(?:{_TO_ANYBODY}|{_TO_THE_ILL})\b")
"""The same, and what is said of anybody and of organisations as well."""

_KIN = (
    "zoon|zoontje|dochter|dochtertje|moeder|vader|ouders|kind|kinderen|partner|familie|broer|broertje|zus|zusje|weduwe"
    "|weduwnaar|echtgenoot|echtgenote|oma|opa|tante|oom|buurvrouw|buurman|baby|gezin|bewindvoerder|voogd|mentor"
    "|mantelzorger|curator|buren|vrienden|huisarts|kleinzoon|kleindochter|nichtje|neefje"
)
_OWN = (
    "zaak|casus|verhaal|overlijden|uitkering|indicatie|herindicatie|rolstoel|medicatie|medicijnen|uithuisplaatsing"
    "|leven|recept|traplift|tillift|scootmobiel|verblijfsvergunning|diagnose|dossier|bezwaar|gezondheid|pgb|urgentie"
    "|schulden|opname|toestand|lichaam|dood|zelfmoord|geboorte|zwangerschap|prothese|machtiging|bewind|mri|wond"
    "|voeding|zorgprofiel|patientendossier|thuissituatie|woonsituatie|casuistiek|polis|adres|huisadres|telefoonnummer"
    "|behandelplan|zorgplan"
)
OWNED = re.compile(
    rf"\b(?:{_KIN}|[a-z\-]*(?:{_OWN})) (?:van|voor|over|rond|rondom|betreffende|inzake) (?:het gezin |de familie )?$"
    r"|\b(?:geen|nergens|een) (?:plek|plaats|bed|hulp|opvang|zorg|school|huis|woning) (?:is "
    r"|was )?(?:er )?(?:meer )?voor $"
    r"|\bnaam(?: (?:client|patient|kind|bewoner))? ?[:=] ?$|\b(?:betreft|inzake|betr\.?|casus"
    r"|dossier)(?: (?:van|over))?[ :] ?$"
)
"""Right before the name: what is somebody's and hardly ever an organisation's."""

MATTER = re.compile(
    r"\b[a-z\-]*(?:aanvraag|situatie|klacht|beschikking|verwijzing|zorg|hulp|plek|plaats|bed|opvang|val|operatie"
    r"|begeleiding|huis|woning|kamer|behandeling|uitslag|plaatsing|verzekering|man|vrouw|geval|kwestie|verblijf"
    r"|thuiszorg|ontslag)"
    r" (?:van|voor|over|rond|rondom|betreffende|inzake|bij) $"
)
"""The same, and now and then an organisation's."""

_AT_WORK = r"wil (?:niet|liever|graag)|(?:doet|werkt|regelt|verkoopt|adviseert|coordineert|levert)\b|is (?:onze|verantwoordelijk)\b"
PRONOUN = re.compile(rf"[,.;:?!]{{1,2}} (?:en )?(?:zij|ze|hij|haar|zijn|hem)\b(?! (?:{_AT_WORK}))")
"""Right behind the name: it is spoken of on."""

MANY = re.compile(
    r"\b(?:mensen|clienten|patienten|bewoners|ouderen|kinderen|jongeren|inwoners|deelnemers|leden|bedden|plekken"
    r"|locaties|contract|contracten|vergunning|subsidie|personeel|medewerkers|wachttijd|wachttijden|wachtlijst"
    r"|afdelingen|poli|gemeenten|huisartsen|omzet|tarief|tarieven|verzekerden|verpleegkundigen|gezinnen"
    r"|zzp'ers)\b"
)
"""Then it is an organisation."""

SICK_ASIDE = re.compile(r" \(| - |, |: | met | en ")
"""Right behind the name: an illness may be said to be theirs."""
