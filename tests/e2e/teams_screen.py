"""Somebody's screen with the Teams client on it, and the words in which a story is told at it."""

from __future__ import annotations

from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import PATIENCE, SCREENSHOTS
from tests.e2e.stand_ins.teams import Client

OF_ITSELF = "Full width control is not supported yet"
"""What the client says of itself under every card; left out of the photographs."""


class Screen:
    """What one person sees and does. Conversations are named as in the list at the left."""

    CHAT = "Personal Chat"

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def of(cls, browser: Browser, client: Client) -> Screen:
        """The client as it opens, with the app just added to the chat."""
        page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="nl-NL", reduced_motion="reduce")

        async def pass_on(route: Route) -> None:  # it asks for fonts from elsewhere
            await (route.continue_() if route.request.url.startswith((client.url, "data:")) else route.abort())

        page.set_default_timeout(PATIENCE)
        await page.route("**/*", pass_on)
        await page.goto(client.url)
        await page.get_by_role("button", name="Hide log panel").click()
        return cls(page)

    async def goes_to(self, conversation: str) -> None:
        """Open a conversation."""
        await self.page.get_by_text(conversation, exact=True).first.click()

    async def types(self, words: str, *, mention: bool = False) -> None:
        """Into the box of the chat that stands open; `mention` of the app first, as one picks it from the list."""
        await self.page.locator("[role=textbox][contenteditable=true]").first.click()
        if mention:
            await self.page.keyboard.type("@Reg")
            await self.page.get_by_text("Regiolijn", exact=True).last.click()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    def card(self, words: str) -> Locator:
        """The newest card with these words."""
        return self.page.locator(".ac-adaptiveCard").filter(has_text=words).last

    def question(self, label: str) -> Locator:
        """The field of the newest card that asks this."""
        return self.page.locator(".ac-adaptiveCard").last.get_by_label(label)

    async def picks(self, answer: str, *, of: str) -> None:
        """One of the answers to a question of the newest card."""
        await self.page.locator(".ac-adaptiveCard").last.get_by_role("combobox", name=of).click()
        await self.page.get_by_role("option", name=answer).click()

    def picture(self, title: str) -> Locator:
        """The newest chart of this title, as it is drawn."""
        return self.page.locator(f"[aria-label^='{title}']").last.locator("svg").first

    async def presses(self, label: str, *, on: str) -> None:
        """A button of the newest card with these words."""
        await self.card(on).get_by_role("button", name=label, exact=True).click()

    async def sees(self, *words: str) -> None:
        """Now or in a moment, somewhere in the conversation that stands open."""
        for each in words:
            await expect(self.page.get_by_text(each).last).to_be_visible()

    async def chooses(self, entry: str, *, on: str) -> None:
        """An entry of the app in the menu of a message, by its id."""
        message = self.page.get_by_text(on).last
        await message.hover()
        await self.page.get_by_role("button", name="Show more information").last.click()
        await self.page.get_by_role("menuitem", name="Action Command").click()
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_placeholder("Input command id").fill(entry)
        await dialog.get_by_role("button").last.click()

    async def closes_window(self) -> None:
        """The one that an entry of a menu opened."""
        await self.page.get_by_role("dialog").get_by_role("button").first.click()

    async def keeps(self, name: str) -> None:
        """A photograph, for people to look at."""
        await self.page.evaluate(
            """words => document.querySelectorAll('span').forEach(each => {
              if (each.childElementCount === 0 && each.textContent.startsWith(words))
                each.parentElement.parentElement.style.display = 'none'
            })""",
            OF_ITSELF,
        )
        await self.page.screenshot(path=SCREENSHOTS / f"teams-{name}.png")
