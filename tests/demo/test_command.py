"""`ruamphon demo` as it is typed."""

import pytest
from django.test import override_settings

from ruamphon.demo import command
from ruamphon.demo.make import is_there
from ruamphon.home.first_manager import first_manager_link
from ruamphon.people.models import Account
from tests.test_cli import ruamphon as ruamphon_command

ruamphon = ruamphon_command


def test_there_twice_and_gone(ruamphon):
    ruamphon("manage", "migrate", "-v0")
    code, said, errors = ruamphon("demo")
    assert (code, errors) == (0, "")
    assert said.startswith("✓ เพิ่มโครงการสมมุติแล้ว 11 กลุ่ม")
    assert "11 groups" in said
    code, said, errors = ruamphon("demo")
    assert (code, errors) == (0, "")
    assert "มีอยู่แล้ว" in said
    assert "ruamphon demo --remove" in said
    code, said, _ = ruamphon("demo", "--remove")
    assert code == 0
    assert said.startswith("✓ เอาข้อมูลตัวอย่างออกแล้ว")
    code, said, _ = ruamphon("demo", "--remove")
    assert (code, "ไม่มีข้อมูลตัวอย่าง" in said) == (0, True)


def test_a_site_that_others_reach_must_want_it(db):
    with override_settings(ALLOWED_HOSTS=["localhost", "ruamphon.example.org"]):
        done = command.add()
        assert not done.is_well
        assert "ruamphon.example.org" in done.said
        assert "--open-to-everyone" in done.said
        assert not is_there()
        assert command.add(open_to_everyone=True).is_well
    assert is_there()


@pytest.mark.parametrize("has_real_account", [False, True])
def test_the_first_manager_is_still_asked_for(real, example, has_real_account):
    if not has_real_account:
        Account.objects.update(is_demo=True)
    link = first_manager_link()
    assert (link is None) == has_real_account
