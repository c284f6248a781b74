"""Whatever is changed in a timeline by hand is found, on both engines, among all that is well."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.organisation import Organisation
from bot.store import Store, timelines
from tests.contract.store_words import NOW, a_signal

BY_HAND = {
    "UPDATE events SET facts = '{\"text\": \"Al opgelost\"}' WHERE signal_id = 's1' AND version = 3": (
        "signal K-2026-0001, event 3: its content was changed"
    ),
    "UPDATE events SET by = 'gijs-elderink' WHERE signal_id = 's2' AND version = 2": (
        "signal K-2026-0002, event 2: its content was changed"
    ),
    "DELETE FROM events WHERE signal_id = 's3' AND version = 2": "signal K-2026-0003, event 3: event 2 is missing",
    "DELETE FROM events WHERE signal_id = 's4' AND version = 3": (
        "signal K-2026-0004: its timeline does not end where the signal says"
    ),
    "DELETE FROM events WHERE signal_id = 's5'": "signal K-2026-0005: its timeline does not end where the signal says",
    "UPDATE events SET facts = '[1]', step = 'redact' WHERE signal_id = 's6' AND version = 2": (
        "signal K-2026-0006: its timeline holds a line that cannot be read"
    ),
    "DELETE FROM signals WHERE id = 's7'": "signal s7: its timeline is there, and the signal is not",
}


async def test_what_was_changed_by_hand_is_found_and_named_once_for_each_signal(
    store: Store, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelines, "PAGE", 2)  # so that there are several
    work = store.work(now=NOW, organisation=organisation)
    for number in range(1, 10):
        signal = a_signal(id=f"s{number}", number=f"K-2026-000{number}").claim(by="ruben-alting", at=NOW)
        await work.signals.save(signal.note(by="noor-habets", at=NOW, text="Nog niets gehoord"))
    await work.commit()
    assert [each async for each in store.broken_timelines()] == []
    for by_hand in BY_HAND:
        await store._runner.write(lambda connection, by_hand=by_hand: connection.execute(text(by_hand)))
    assert [each async for each in store.broken_timelines()] == list(BY_HAND.values())
