"""Teams' cards as HTML, drawn by Microsoft's own renderer: the JSON is the very one that is sent, what stands around it ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from playwright.async_api import Page

from tests.e2e.stand_ins.starting import PACKAGES

Json = Mapping[str, Any]

RENDERER = PACKAGES / "adaptivecards" / "dist"

FONT = "'Segoe UI','Noto Sans','DejaVu Sans',sans-serif"
TEXT, SUBTLE = {"default": "#242424", "subtle": "#5c5c5c"}, {"default": "#242424", "subtle": "#5c5c5c"}
COLORS = {
    "default": TEXT,
    "accent": {"default": "#4f52b2", "subtle": "#4f52b2"},
    "attention": {"default": "#b10e1c", "subtle": "#b10e1c"},
}
LIKE_TEAMS = {
    "supportsInteractivity": True,
    "fontFamily": FONT,
    "fontSizes": {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
    "fontWeights": {"lighter": 300, "default": 400, "bolder": 600},
    "lineHeights": {"small": 16, "default": 20, "medium": 22, "large": 24, "extraLarge": 32},
    "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16},
    "containerStyles": {
        "default": {"backgroundColor": "#ffffff", "foregroundColors": COLORS},
        "emphasis": {"backgroundColor": "#f5f5f5", "foregroundColors": COLORS},
        "attention": {"backgroundColor": "#fdf3f4", "foregroundColors": COLORS},
        "warning": {"backgroundColor": "#fdf6e3", "foregroundColors": COLORS},
    },
    "actions": {
        "maxActions": 6, "spacing": "default", "buttonSpacing": 8, "actionsOrientation": "horizontal",
        "actionAlignment": "left",
    },
    "textBlock": {"headingLevel": 2},
    "inputs": {"label": {"inputSpacing": "small", "requiredInputs": {"suffix": " *"}}},
}  # fmt: skip
"""How Teams has set the renderer, as far as its documentation and its client for tests show."""

STYLE = """
*{box-sizing:border-box;font-family:"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
body{font-size:14px;line-height:20px;color:#242424;background:#f5f5f5;margin:0;padding:16px}
header{position:absolute;clip-path:inset(50%)}
.said{display:grid;grid-template-columns:32px 1fr;gap:8px;margin-bottom:16px;max-width:560px}
.who{width:32px;height:32px;border-radius:50%;background:#154273;color:#fff;display:grid;place-items:center}
.card,.window,.line{background:#fff;border:1px solid #d1d1d1;border-radius:6px;min-width:0}
.window{max-width:600px;margin-bottom:16px}.window h2{font-size:18px;margin:0;padding:16px 16px 0}
.line{padding:8px 16px;background:#f0f0f0}
.ac-pushButton{font-size:14px;font-weight:600;padding:6px 12px;border:1px solid #d1d1d1;border-radius:4px}
.ac-pushButton,.ac-input{background:#fff;color:#242424}
.ac-pushButton.style-positive{background:#5b5fc7;border-color:#5b5fc7;color:#fff}
.ac-pushButton.style-destructive{background:#c50f1f;border-color:#c50f1f;color:#fff}
a.ac-anchor:any-link{color:inherit;text-decoration:underline}
.ac-actionSet{flex-wrap:wrap!important;row-gap:8px}
.ac-input{font-size:14px;width:100%;padding:6px 10px;border:1px solid #d1d1d1;border-bottom-color:#616161;border-radius:4px}
.ac-textInput.ac-multiline{min-height:88px;resize:vertical}
"""

DRAW = """config => document.querySelectorAll('[data-card]').forEach(place => {
  const shown = JSON.parse(place.dataset.card), card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(config);
  card.parse(shown);
  document.documentElement.lang = shown.lang;
  place.appendChild(card.render());
})"""


def message(card: Json) -> Markup:
    """A card as it stands in a conversation."""
    return Markup(
        "<article class=said><div class=who aria-hidden=true>R</div><div class=card data-card='{}'></div></article>"
    ).format(json.dumps(card))


def line(words: str) -> Markup:
    """What stands beside the button that was pressed."""
    return Markup(
        "<article class=said><div class=who aria-hidden=true>R</div><div class=line>{}</div></article>"
    ).format(words)


def window(title: str, card: Json) -> Markup:
    """A card in a window."""
    return Markup("<article class=window><h2>{}</h2><div data-card='{}'></div></article>").format(
        title, json.dumps(card)
    )


async def ready(page: Page) -> None:
    """The renderer, once for a page; it asks for nothing from outside."""
    await page.set_content(
        "<!doctype html><html lang=nl><title>Teams</title><header><h1>Teams</h1></header><main></main>"
    )
    await page.add_style_tag(path=RENDERER / "adaptivecards.css")
    await page.add_style_tag(content=STYLE)
    await page.add_script_tag(path=RENDERER / "adaptivecards.js")


async def draw(page: Page, *parts: Markup) -> None:
    """These messages and windows one below the other."""
    await page.evaluate("parts => { document.querySelector('main').innerHTML = parts }", str(Markup().join(parts)))
    await page.evaluate(DRAW, LIKE_TEAMS)
