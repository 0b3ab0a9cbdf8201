import pytest

from ruamphon.core.sessions import SessionStore

A_KEY = "abcdefgh12345678ijklmnop12345678"


def test_a_key_as_ours_are_is_looked_for():
    assert SessionStore(A_KEY).session_key == A_KEY


@pytest.mark.parametrize("key", ["\x00" + A_KEY, "ก" * 32, A_KEY + "'", "short", ""])
def test_any_other_key_is_none(key):
    assert SessionStore(key).session_key is None


def test_a_new_session_gets_a_key_that_holds(db):
    session = SessionStore()
    session["who"] = 7
    session.save()
    assert SessionStore(session.session_key)["who"] == 7
