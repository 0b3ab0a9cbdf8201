"""The way in for whom a group lets see one version: there while it holds, and gone that second."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ruamphon.costing import actions
from ruamphon.costing.doors import to_costs, to_shared
from ruamphon.people.actions import end_grant
from ruamphon.people.models import Grant
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Message
from ruamphon.people.outbox.queries import message_page
from tests.costing import making

pytestmark = pytest.mark.django_db
LIST = reverse("costing:shared-sheets")
DOOR = "ใบต้นทุนที่กลุ่มให้คุณดู"
OTHERS = ("facilitator", "expert", "other_mentor", "other_member", "lapsed_student", "stranger")


@pytest.fixture
def version(cast):
    recipe = making.first_sheet(cast)
    return actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=recipe.revision)


def shared(cast, version, days=7):
    return actions.share_version(
        by=cast.member,
        version=version,
        person=cast.mentor.person,
        until=timezone.localdate() + timedelta(days=days),
        reason="ช่วยดูราคาขายส่ง",
    )


def ways(client, account, enterprise):
    """Which of the pages a person looks at lead to what is shared: today, the account, the group."""
    client.force_login(account)
    pages = {
        "today": reverse("home:today"),
        "account": reverse("people:account"),
        "group": reverse("registry:enterprise", args=[enterprise.pk]),
    }
    return {name for name, url in pages.items() if DOOR in client.get(url).text}


def test_the_person_finds_it_on_today_the_account_and_the_group(cast, client, version):
    share = shared(cast, version)
    assert ways(client, cast.mentor, cast.enterprise) == {"today", "account", "group"}
    assert f"{DOOR} (1 ฉบับ)" in client.get(reverse("home:today")).text
    page = client.get(LIST).text
    assert f'href="{version.get_absolute_url()}"' in page
    assert "น้ำพริกแห้ง (ตัวอย่าง) · ฉบับที่ 1" in page
    assert "ช่วยดูราคาขายส่ง" in page
    assert to_costs(cast.mentor, cast.enterprise).url == version.get_absolute_url()
    assert to_costs(cast.mentor, cast.other_enterprise) is None
    assert share.version == version


@pytest.mark.usefixtures("one_day")
def test_the_person_is_told_until_when_and_of_nothing_in_the_sheet(cast, client, version):
    """What a message says outlives the share: no name of a product, no figure."""
    share = shared(cast, version, days=0)
    message = Message.objects.get(person=cast.mentor.person)
    assert (message.kind, message.scope_id) == (MessageKind.SHEET_SHARED, cast.enterprise.scope_id)
    assert (message.about_th, message.about_en) == ("ดูได้ถึง 21 พ.ย. 2569", "Until 21 Nov 2026")
    assert message.url == LIST
    actions.end_share(by=cast.member, share=share)
    assert Message.objects.count() == 1
    client.force_login(cast.mentor)
    assert "น้ำพริกแห้ง" not in client.get(reverse("people:messages")).text


@pytest.mark.parametrize("who", ["mentor", "observer"])
def test_who_works_with_the_group_or_its_whole_programme_gets_the_link_while_they_do(cast, version, who):
    """The mentor's role is on the group, the observer's on the programme around it."""
    account = cast.accounts[who]
    today = timezone.localdate()
    actions.share_version(by=cast.member, version=version, person=account.person, until=today, reason="ช่วยดู")
    (row,) = message_page(account).rows
    assert (row.url, row.is_gone) == (LIST, False)
    end_grant(by=None, grant=Grant.objects.get(person=account.person), reason="หมดวาระ")
    (row,) = message_page(account).rows
    assert (row.url, row.about, row.is_gone) == ("", None, True)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_finds_a_way(cast, client, version, who):
    shared(cast, version)
    account = cast.accounts[who]
    assert ways(client, account, cast.enterprise) == set()
    assert (to_shared(account, None), to_costs(account, cast.enterprise)) == (None, None)
    assert "น้ำพริกแห้ง" not in client.get(LIST).text
    assert client.get(version.get_absolute_url()).status_code == 404


def test_who_sees_all_costs_is_led_to_the_costs_not_to_a_share(cast, version):
    shared(cast, version)
    assert to_costs(cast.adviser, cast.enterprise).url == reverse("costing:costs", args=[cast.enterprise.pk])
    assert to_shared(cast.adviser, None) is None


def test_when_the_day_is_over_every_way_is_gone(cast, client, version):
    share = shared(cast, version, days=0)
    with time_machine.travel(share.valid_until - timedelta(seconds=1), tick=False):
        assert to_shared(cast.mentor, None) is not None
    with time_machine.travel(share.valid_until, tick=False):
        assert to_shared(cast.mentor, None) is None
        assert to_costs(cast.mentor, cast.enterprise) is None
        client.force_login(cast.mentor)
        assert DOOR not in client.get(reverse("home:today")).text
        assert "น้ำพริกแห้ง" not in client.get(LIST).text
        assert client.get(version.get_absolute_url()).status_code == 404


def test_withdrawn_it_is_gone_at_once(cast, client, version):
    share = shared(cast, version)
    actions.end_share(by=cast.member, share=share)
    assert ways(client, cast.mentor, cast.enterprise) == set()
    assert "ตอนนี้ไม่มีใบต้นทุนที่กลุ่มให้ดู" in client.get(LIST).text


def test_the_list_asks_the_same_however_many_are_shared(cast, client, version, django_assert_max_num_queries):
    shared(cast, version)
    client.force_login(cast.mentor)
    client.get(LIST)
    with django_assert_max_num_queries(99) as one:
        client.get(LIST)
    for number in range(5):
        recipe = making.first_sheet(cast, name=f"แกง {number}", rate=None)
        shared(cast, actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=recipe.revision))
    with django_assert_max_num_queries(99) as many:
        assert client.get(LIST).text.count("cost-versions") == 6
    assert len(one) == len(many)
