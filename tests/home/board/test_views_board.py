import pytest

from tests.home import filling


@pytest.fixture
def see(cast, client):
    def see(who="officer", language="th", **typed):
        client.force_login(getattr(cast, who))
        return client.get(f"/cohorts/{cast.cohort.pk}/board/", typed, headers={"accept-language": language})

    return see


def names(response):
    return [card.name.th for pile in (*response.context["stages"], *response.context["ended"]) for card in pile.shown]


def test_the_board_opens(cast, see):
    filling.more_groups(cast, 3)
    for view in ("columns", "table", "timeline"):
        response = see(view=view)
        assert response.status_code == 200
        assert len(names(response)) == 5
