"""What everybody knows before they may die: what is read and indexed of words, which takes longer than a whole life."""

from bot.likeness import marks
from bot.privacy import judge
from bot.routing import suggest
from bot.texts import words
from tests.faults import core_life, store_life
from tests.faults.ministry import STAGE, on_slack

words("nl")
judge(STAGE)
for organisation in (on_slack(core_life.ORGANISATION), store_life.ORGANISATION):
    suggest(STAGE, organisation, home_region="zuid-limburg")
    marks(STAGE, organisation)
