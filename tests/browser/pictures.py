"""Pictures of what a journey sees, where SHOTS names a folder for them."""

import os
from pathlib import Path

SHOTS = os.environ.get("SHOTS")


def look(page, name):
    """A picture of the whole page where one is asked for."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
