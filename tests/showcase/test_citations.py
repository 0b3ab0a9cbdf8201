from ruamphon.core.models import Source
from ruamphon.showcase.queries.citations import Citations


def test_a_source_keeps_the_number_of_its_first_mention():
    first, second = Source(pk=7, title_th="ก"), Source(pk=3, title_th="ข")
    cites = Citations()
    assert [cites.cite(source).number for source in (first, second, first)] == [1, 2, 1]
    assert [cite.source.pk for cite in cites.listed] == [7, 3]


def test_no_source_no_citation():
    cites = Citations()
    assert cites.cite(None) is None
    assert cites.listed == []
