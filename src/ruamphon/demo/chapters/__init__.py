"""The example year, a chapter a noun. Each takes the world so far and writes into its diary; the order is theirs.

A new room adds a module with one function here and a line to CHAPTERS; it may count on everything before it.
"""

from collections.abc import Callable

from ruamphon.demo.chapters.cash_book import cash_book
from ruamphon.demo.chapters.cost_sheets import cost_sheets
from ruamphon.demo.chapters.costs import costs
from ruamphon.demo.chapters.endings import endings
from ruamphon.demo.chapters.groups import groups
from ruamphon.demo.chapters.pack import pack
from ruamphon.demo.chapters.papers import papers
from ruamphon.demo.chapters.pathway import pathway_year
from ruamphon.demo.chapters.plans import plans
from ruamphon.demo.chapters.potential import potential
from ruamphon.demo.chapters.programme import programme
from ruamphon.demo.chapters.rubrics import rubrics
from ruamphon.demo.chapters.rules import rules
from ruamphon.demo.chapters.selection import selection
from ruamphon.demo.chapters.teams import teams
from ruamphon.demo.chapters.visits import visits
from ruamphon.demo.chapters.words import words
from ruamphon.demo.world import World

CHAPTERS: tuple[Callable[[World], None], ...] = (
    programme,
    groups,
    teams,
    visits,
    pathway_year,
    costs,
    cost_sheets,
    plans,
    rubrics,
    potential,
    selection,
    papers,
    words,
    cash_book,
    endings,
    pack,
    rules,
)
