"""Whether what is being shown or written now is example data: pages, papers and files then say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ruamphon.core.text import Text

EXAMPLE = Text("ข้อมูลตัวอย่าง", "Example data")
_is_example = ContextVar("is_example", default=False)


def is_example() -> bool:
    """Whether an invented person is looking, so that what leaves the platform must say what it is."""
    return _is_example.get()


@contextmanager
def showing_example(*, is_example: bool) -> Iterator[None]:
    """Within the block, what is written is example data, or is not."""
    before = _is_example.set(is_example)
    try:
        yield
    finally:
        _is_example.reset(before)
