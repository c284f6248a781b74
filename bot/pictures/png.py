"""The map of the regions as a PNG, for chats that show no SVG. Only who paints imports this: Pillow takes a moment.

A chat counts the bytes (Teams in one message with all its words), so small letters have hard edges and large ones a
single step between ink and ground: soft edges would double the file.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from bot.pictures import TileMap
from bot.pictures.tile_map import COLOURS, Box, Shape, Stroke, Words, drawing

_COLOURS = 16  # that many fit in four bits a point
_LARGE = 24  # the size from which a hard edge shows
_HARD = [0] * 120 + [255] * 136
_STEPPED = [0] * 100 + [128] * 80 + [255] * 76


def map_png(map: TileMap) -> bytes:
    """The same bytes for the same map: 480 points wide for up to six columns, on white paper of its own."""
    plan = drawing(map)
    picture = Image.new("RGB", (plan.width, plan.height), COLOURS["paper"])
    for shape in plan.shapes:
        _paint(picture, shape)
    file = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()


def _paint(picture: Image.Image, shape: Shape) -> None:
    match shape:
        case Box():
            corners = (shape.x, shape.y, shape.x + shape.width - 1, shape.y + shape.height - 1)
            edge = COLOURS[shape.edge] if shape.border else None
            ImageDraw.Draw(picture).rectangle(corners, COLOURS[shape.tone], edge, shape.border)
        case Stroke():
            ImageDraw.Draw(picture).line(shape.points, COLOURS[shape.tone], shape.width, joint="curve")
        case Words():
            _write(picture, shape)
        case _:
            assert_never(shape)


def _write(picture: Image.Image, words: Words) -> None:
    text, font = _in_font(words.text), _font(words.size)
    room = (round(font.getlength(text)) + words.size, 2 * words.size)
    mask = Image.new("L", room)
    ImageDraw.Draw(mask).text((0, words.size), text, 255, font, anchor="ls")
    mask = mask.point(_STEPPED if words.size > _LARGE else _HARD)
    picture.paste(COLOURS[words.tone], (words.x, words.y - words.size), mask)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow, so that every machine paints the same."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without its own font")
    return font


def _in_font(text: str) -> str:
    """That font has no accents: ‘Fryslân’ is painted as ‘Fryslan’."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
