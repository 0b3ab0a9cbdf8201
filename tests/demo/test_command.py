"""`ruamphon demo` as it is typed."""

import pytest
from django.test import override_settings
from django.utils import timezone

from ruamphon.demo import command
from ruamphon.demo.diary import Diary
from ruamphon.demo.world import World
from ruamphon.home.first_manager import first_manager_link
from ruamphon.people.models import Account
from tests.places import READY


def test_there_twice_and_gone(new_place):
    ruamphon = new_place(READY).ruamphon
    code, said, errors = ruamphon("demo")
    assert (code, errors) == (0, "")
    assert said.startswith("✓ เพิ่มโครงการสมมุติแล้ว 11 กลุ่ม")
    assert "11 groups" in said
    code, said, _ = ruamphon("rules", "--replay")
    assert (code, said[:1]) == (0, "✓")
    code, said, errors = ruamphon("demo")
    assert (code, errors) == (0, "")
    assert "มีอยู่แล้ว" in said
    assert "ruamphon demo --remove" in said
    code, said, _ = ruamphon("demo", "--remove")
    assert code == 0
    assert said.startswith("✓ เอาข้อมูลตัวอย่างออกแล้ว")
    code, said, _ = ruamphon("demo", "--remove")
    assert (code, "ไม่มีข้อมูลตัวอย่าง" in said) == (0, True)


def test_a_site_that_others_reach_must_want_it(monkeypatch):
    made = []
    monkeypatch.setattr(command, "make_demo", lambda: made.append(1) or World(Diary(timezone.now())))
    with override_settings(ALLOWED_HOSTS=["localhost", "ruamphon.example.org"]):
        done = command.add()
        assert (done.is_well, made) == (False, [])
        assert "ruamphon.example.org" in done.said
        assert "--open-to-everyone" in done.said
        assert command.add(open_to_everyone=True).is_well
    assert made == [1]
    with override_settings(ALLOWED_HOSTS=["localhost", "127.0.0.1", "[::1]"]):
        assert command.add().is_well
    assert made == [1, 1]


@pytest.mark.parametrize("has_real_account", [False, True])
def test_example_accounts_do_not_stand_in_for_the_first_manager(cast, has_real_account):
    if not has_real_account:
        Account.objects.update(is_demo=True)
    assert (first_manager_link() is None) == has_real_account
