"""The organisation as it stands on the platforms: the file, and what admins bound where the file says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation import Place
from bot.organisation import Directorate, Organisation, Region
from bot.store.bindings import Binding, Bound


def bound(file: Organisation, bindings: Iterable[Binding]) -> Organisation:
    """The file itself when no binding adds to it. The file wins: what it says of an entry or a channel stands.

    The newest binding of an entry counts; a key that left the file goes on under its successor.
    """
    entries: list[Directorate | Region] = [*file.directorates.values(), *file.regions.values()]
    taken = {place for entry in entries for place in _places(entry)}
    added: dict[Bound, dict[str, dict[str, str]]] = {"directorates": {}, "regions": {}}
    for binding in bindings:
        entry = _entry(file, binding)
        if entry is not None and binding.place not in taken and binding.place.platform not in entry.channels:
            added[binding.section].setdefault(entry.key, {})[binding.place.platform] = binding.place.address
    if not any(added.values()):
        return file
    directorates = _with(file.directorates, added["directorates"])
    return file.model_copy(update={"directorates": directorates, "regions": _with(file.regions, added["regions"])})


def _entry(file: Organisation, binding: Binding) -> Directorate | Region | None:
    return file.directorate(binding.key) if binding.section == "directorates" else file.region(binding.key)


def _places(entry: Directorate | Region) -> Iterable[Place]:
    return (Place(platform, address) for platform, address in entry.channels.items())


def _with(entries: Mapping[str, Any], channels: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    return {
        key: entry.model_copy(update={"channels": entry.channels | channels[key]}) if key in channels else entry
        for key, entry in entries.items()
    }
