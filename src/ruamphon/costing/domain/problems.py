"""What cannot be costed as typed: a sentence, the field, the fix. Forms show it and keep what was typed."""

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text


class CostProblem(Impossible):
    """Any input the engine refuses. `reason` is the sentence with the fix, `field` what it is about."""


class NotANumber(CostProblem):
    """Text that is no number."""


class OutOfBounds(CostProblem):
    """A number below what is possible or above what is believable."""


class ShareProblem(CostProblem):
    """A share below zero or above one, or cost shares that do not sum to one."""


class NothingGood(CostProblem):
    """No good piece: there is nothing to spread a cost over."""


class UnknownUnit(CostProblem):
    """A unit nobody has told us of."""


class NoConversion(CostProblem):
    """Two units that cannot be turned into each other for this thing."""


class FreePrice(CostProblem):
    """A price of "ฟรี": asks whether it is our own, a gift, or costs nobody anything."""


class ThousandFold(CostProblem):
    """Hundreds of times more or less than usual: grams for kilos, most often. Answered by a yes, or mended."""


class NameProblem(CostProblem):
    """A line, material or recipe that is named but not there, or there twice."""


class EatsItself(CostProblem):
    """A recipe that needs itself. `path` has the names on the way round, the first again at the end."""

    def __init__(self, reason: Text, path: tuple[str, ...]) -> None:
        super().__init__(reason, "recipe")
        self.path = path
