"""Personal data in a text: what is found, whether the text may be filed, and the same text with it masked (pure)."""

from bot.privacy.finding import Advice, Finding, Judgement
from bot.privacy.judging import judge

__all__ = ["Advice", "Finding", "Judgement", "judge"]
