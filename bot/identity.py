"""From an account on a platform to a person of the organisation: nobody else gets further than the door."""

from __future__ import annotations

from bot.cards import Card, Paragraph, plain
from bot.conversation import Profile, Refusal
from bot.organisation import Organisation, Person
from bot.store.work import Work
from bot.texts import Words


async def identify(profile: Profile, work: Work, words: Words) -> Person:
    """The person behind an account, recorded at first sight; a Refusal for guests, strangers, bots and unknowns.

    The recorded match stands: an account whose e-mail address now points to somebody else needs an admin.
    """
    organisation = work.organisation
    if profile.standing != "member":
        raise turned_away(f"refused.{profile.standing}", organisation, words)
    recorded = await work.people.reader_at(profile.account)
    stated = stated_person(profile, organisation)
    if recorded is None:
        if stated is None:
            raise turned_away("refused.unknown", organisation, words)
        work.people.remember(profile.account, stated.key, profile.email)
        return stated
    if stated is not None and stated.key != recorded.person:
        raise turned_away("refused.changed", organisation, words)
    person = organisation.people.get(recorded.person)  # not their successor: the work passes on, an account does not
    if person is None:
        raise turned_away("refused.unknown", organisation, words)
    if (recorded.language, recorded.zone) != (profile.language, profile.zone):
        work.people.spoke(profile.account)  # kept at once: whatever they are told from now on is read like this
    return person


def stated_person(profile: Profile, organisation: Organisation) -> Person | None:
    """Who the account is by the organisation file: by its id there, else by the e-mail address of a member."""
    listed = organisation.person_by_account(profile.account.platform, profile.account.user)
    return listed or (organisation.person_by_email(profile.email) if profile.email else None)


def turned_away(key: str, organisation: Organisation, words: Words) -> Refusal:
    """A refusal that names whom to ask: `key` stands for a text with `{contact}`."""
    contact = organisation.people.get(organisation.contact)
    spans = words.spans(key, contact=contact.name if contact else organisation.name)
    return Refusal(Card(summary=plain(spans), blocks=(Paragraph(spans),), language=words.language))
