"""What the public pages print, page by page: published rows only, each fact with its citation."""

from ruamphon.showcase.queries.cohort import cohort_page
from ruamphon.showcase.queries.enterprise import enterprise_page
from ruamphon.showcase.queries.front import front_page
from ruamphon.showcase.queries.people import public_photos
from ruamphon.showcase.queries.programme import programme_page

__all__ = ["cohort_page", "enterprise_page", "front_page", "programme_page", "public_photos"]
