"""What a server answered us, taken in no further than it can be of use: whoever sits between us may send anything."""

from __future__ import annotations

import json

import aiohttp

LARGEST = 1024 * 1024
"""Bytes of one answer, unpacked; Microsoft's largest, its keys, are near 100 kB."""


async def content(response: aiohttp.ClientResponse) -> object:
    """The JSON of an answer; `{}` for an empty one, None for what is too large, too deep or no JSON."""
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > LARGEST:
            return None
    try:
        return json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        return None
