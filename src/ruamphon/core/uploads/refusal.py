"""How a file is turned away: a reason in both languages, without and then with the file's name."""

from collections.abc import Iterator
from contextlib import contextmanager

from ruamphon.core.text import Text

NAME_SHOWN = 80
"""Characters of a file's name that a sentence can carry and still be read on a phone."""

UNNAMED = Text("ไม่มีชื่อ", "unnamed")


class Refusal(Exception):  # noqa: N818 — a finding about a file, not an error of the program
    """Inside this package: a sentence that still waits for the file's {name}, with its other values."""

    def __init__(self, sentence: Text, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


class UploadProblem(ValueError):  # noqa: N818 — reads as what happened
    """A file that cannot be taken. `reason` says, in both languages, what is wrong and what to do next."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def problem_of(refusal: Refusal, name: str) -> UploadProblem:
    """The refusal as the person reads it, naming the file they chose."""
    return UploadProblem(refusal.sentence.format(name=shown(name), **refusal.values))


def shown(name: str) -> str | Text:
    """The file's name as given, without invisible characters; a long one keeps both its ends."""
    plain = "".join(letter for letter in name if letter.isprintable()).strip()
    if len(plain) > NAME_SHOWN:
        plain = f"{plain[: NAME_SHOWN - 20]}…{plain[-19:]}"
    return plain or UNNAMED


@contextmanager
def refusing(sentence: Text) -> Iterator[None]:
    """Turn whatever a decoder makes of damaged bytes into `sentence`; a refusal already made stays."""
    try:
        yield
    except Refusal:
        raise
    except Exception as broken:  # decoders of hostile bytes raise anything, from struct.error to MemoryError
        raise Refusal(sentence) from broken
