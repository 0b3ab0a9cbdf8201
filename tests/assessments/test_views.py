"""The pages: what they show to whom, what is kept when something is wrong, and how many queries they cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments import actions, queries
from ruamphon.assessments.models import Assessment, Rubric, ScoreFile
from ruamphon.core.refusals import TooLate
from ruamphon.registry.enums import WorkKind
from tests.assessments.helping import answers, hand_in, item, open_round, rubric_in_use, sheet
from tests.cast import enterprise
from tests.world import photo

ALL = {"direction": 3, "market": 2, "members": 4}


@pytest.fixture
def at(client):
    """`at(account)`: the client, signed in as somebody, in English."""

    def sign_in(account):
        client.force_login(account)
        client.cookies["ruamphon_language"] = "en"
        return client

    return sign_in


def potential(client, cast, **query):
    return client.get(reverse("assessments:potential", args=[cast.enterprise.pk]), query)


def fill(client, own, **given):
    typed = {"revision": own.revision, "note": "", "do": "hand-in"}
    for code in ALL:
        typed |= {f"note-{code}": "", f"evidence-{code}": ""}
    return client.post(reverse("assessments:assessment-fill", args=[own.pk]), typed | given)


def test_an_unknown_level_keeps_what_was_typed(cast, at):
    own = sheet(open_round(cast), cast.officer)
    given = {"level-direction": "9", "level-market": "2", "level-members": "3", "note-market": "ถามแม่ค้าสามคน"}
    page = fill(at(cast.officer), own, **given)
    assert page.status_code == 200
    assert "Choose one of the levels listed." in page.content.decode()
    assert "ถามแม่ค้าสามคน" in page.content.decode()
    assert not own.scores.exists()


def test_every_unanswered_item_is_named_at_once(cast, at):
    own = sheet(open_round(cast), cast.officer)
    page = fill(at(cast.officer), own, **{"level-direction": "3", "level-members": "none"}).content.decode()
    assert "Item “Market” is not answered yet." in page
    assert "Item “Members”: say in a few words why it cannot be told." in page
    assert "Direction” is not answered" not in page


def test_kept_for_later_needs_no_answer(cast, at):
    own = sheet(open_round(cast), cast.officer)
    done = fill(at(cast.officer), own, do="keep", **{"level-direction": "3"})
    assert done.url == reverse("assessments:mine")
    own.refresh_from_db()
    assert (own.is_handed_in, own.revision, own.scores.get(item__code="direction").level) == (False, 1, 3)


def test_the_second_tab_is_told_and_keeps_its_words(cast, at):
    own = sheet(open_round(cast), cast.officer)
    client = at(cast.officer)
    levels = {f"level-{code}": "2" for code in ALL}
    fill(client, own, do="keep", **levels)
    page = fill(client, own, **levels | {"level-market": "4", "note-market": "จากแท็บสอง"}).content.decode()
    assert "saved from another page" in page
    assert "จากแท็บสอง" in page
    assert own.scores.get(item__code="market").level == 2


def test_after_the_last_day_a_filled_page_is_refused_with_its_words_kept(cast, at):
    held = open_round(cast, begins=-10, days=5)
    own = sheet(held, cast.officer)
    client = at(cast.officer)
    assert client.get(reverse("assessments:assessment-fill", args=[own.pk])).status_code == 403
    page = fill(
        client, own, **{f"level-{code}": "2" for code in ALL} | {"note-market": "สายไปแล้ว"}
    ).content.decode()
    assert "ask an officer to move the last day" in page
    assert "สายไปแล้ว" in page
    assert not own.scores.exists()


def test_the_page_of_a_rubric_names_what_is_missing_and_publishing_does_nothing(cast, at):
    draft = actions.draft_rubric(
        by=cast.manager,
        scope=cast.programme.scope,
        code="x",
        title_th="แบบ",
        title_en="Rubric",
        items=[item(top=3)],
    )
    client = at(cast.manager)
    page = client.post(reverse("assessments:rubric-publish", args=[draft.pk]), follow=True).content.decode()
    assert "Item “Direction”, level 4, has no Thai description." in page
    assert Rubric.objects.get().is_draft


def test_what_changed_between_versions_is_read(cast, at):
    rubric = rubric_in_use(cast)
    client = at(cast.manager)
    client.post(reverse("assessments:rubric-version-new", args=[rubric.pk]))
    second = Rubric.objects.get(number=2)
    edit = reverse("assessments:rubric-item-edit", args=[second.items.first().pk])
    typed = {"title_th": "ทิศทาง", "title_en": "Direction", "weight": 2, "place": 1}
    typed |= {f"level_{n}_th": f"ทิศทาง ระดับ {n}" for n in range(1, 5)}
    typed |= {f"level_{n}_en": f"Direction, level {n}" for n in range(1, 5)} | {"level_4_en": "Decides by it"}
    assert client.post(edit, typed).status_code == 302
    page = client.get(reverse("assessments:rubric-difference", args=[second.pk])).content.decode()
    assert "Item “Direction” has a new weight." in page
    assert "<del>Direction, level 4</del>" in page
    assert "<ins>Decides by it</ins>" in page


def test_a_round_of_a_cohort_is_opened_from_its_page_and_not_before_it_begins(cast, at):
    rubric, today = rubric_in_use(cast), timezone.localdate()
    typed = {
        "purpose": "potential",
        "title_th": "รอบแรก",
        "rubric": rubric.pk,
        "opens_on": (cast.cohort.begins_on - timedelta(days=1)).isoformat(),
        "due_on": (today + timedelta(days=9)).isoformat(),
        "enterprises": [cast.enterprise.pk],
        "assessors": [cast.officer.person_id, cast.officer2.person_id],
        "each": 2,
    }
    client, url = at(cast.manager), reverse("programmes:round-new", args=[cast.cohort.pk])
    page = client.post(url, typed).content.decode()
    assert "before the cohort does" in page
    assert "รอบแรก" in page
    assert not Assessment.objects.exists()
    done = client.post(url, typed | {"opens_on": today.isoformat()})
    assert done.status_code == 302
    assert Assessment.objects.count() == 2


def test_half_a_round_is_shown_to_staff_and_to_nobody_else(cast, at):
    held = open_round(cast)
    hand_in(held, cast.officer, **ALL)
    empty = "No potential analysis yet"
    assert empty not in potential(at(cast.manager), cast).content.decode()
    for who in (cast.member, cast.mentor, cast.observer):
        assert empty in potential(at(who), cast).content.decode()
    assert "You have not handed in yet" in potential(at(cast.officer2), cast).content.decode()
    page = reverse("assessments:round", args=[held.pk])
    early = "shows when all assessors have handed in"
    assert early in at(cast.observer).get(page).content.decode()
    assert early not in at(cast.manager).get(page).content.decode()
    hand_in(held, cast.officer2, **ALL)
    assert early not in at(cast.observer).get(page).content.decode()
    assert "Direction" in potential(at(cast.member), cast).content.decode()


def test_baseline_newest_and_any_round_between(cast):
    rubric = rubric_in_use(cast)
    rounds = []
    for number, level in enumerate((1, 2, 4)):
        held = open_round(cast, rubric, begins=-30 + number * 10, days=40, title_th=f"รอบ {number}")
        for who in (cast.officer, cast.officer2):
            hand_in(held, who, direction=level, market=level, members=None if level == 2 else 2)
        rounds.append(held)
    today = timezone.localdate()
    plain = queries.potential_of(cast.enterprise, cast.member, on=today)
    assert (plain.newest.held, plain.baseline.held, plain.chosen) == (rounds[2], rounds[0], None)
    assert [row.since_baseline.words.en for row in plain.rows] == ["up 3 levels", "up 3 levels", "the same"]
    against = queries.potential_of(cast.enterprise, cast.member, on=today, against=rounds[1].pk)
    assert [row.since_chosen.words.en for row in against.rows] == [
        "up 2 levels",
        "up 2 levels",
        "nobody gave a level then",
    ]
    assert [shape.name for shape in against.radar.shapes] == ["baseline", "chosen", "newest"]
    assert [bool(shape.outline) for shape in against.radar.shapes] == [True, False, True]


def test_an_item_reworded_between_rounds_is_not_compared_and_not_drawn(cast):
    rubric = rubric_in_use(cast)
    first = open_round(cast, rubric, begins=-30, days=60)
    second = actions.new_rubric_version(by=cast.manager, rubric=rubric)
    second.items.get(code="market").levels.filter(number=1).update(text_en="Sells now and then")
    second = actions.publish_rubric(by=cast.manager, scope=cast.programme.scope, rubric=second)
    later = open_round(cast, second, begins=-5, days=30, title_th="รอบสอง")
    for held in (first, later):
        for who in (cast.officer, cast.officer2):
            hand_in(held, who, **ALL)
    found = queries.potential_of(cast.enterprise, cast.member, on=timezone.localdate())
    assert [row.since_baseline.kind for row in found.rows] == ["same", "not_comparable", "same"]
    assert found.overall_since_baseline.kind == "not_comparable"
    assert [len(shape.dots) for shape in found.radar.shapes] == [2, 3]


def test_a_rubbish_choice_of_round_is_no_choice(cast, at):
    hand_in(open_round(cast), cast.officer, **ALL)
    for rubbish in ("x", "-1", "9" * 40, "0"):
        assert potential(at(cast.manager), cast, against=rubbish).status_code == 200


@pytest.mark.parametrize(
    "who", ["stranger", "lapsed_student", "other_mentor", "other_member", "other_student"]
)
def test_strangers_find_no_potential(cast, at, who):
    hand_in(open_round(cast), cast.officer, **ALL)
    assert potential(at(getattr(cast, who)), cast).status_code == 404


def test_an_assessor_reads_the_sheet_but_not_the_record_of_the_group(cast, at):
    """Being asked opens one's own sheet. The group's file opens only by a role on the group."""
    held = open_round(cast, assessors=[cast.other_mentor.person, cast.officer.person])
    own, client = sheet(held, cast.other_mentor), at(cast.other_mentor)
    assert client.get(reverse("assessments:assessment-fill", args=[own.pk])).status_code == 200
    for name in ("home:enterprise-file", "registry:enterprise", "assessments:potential"):
        assert client.get(reverse(name, args=[cast.enterprise.pk])).status_code == 404
    page = client.get(own.get_absolute_url()).content.decode()
    assert cast.enterprise.name.en in page
    assert "contact" not in page


def test_a_file_goes_with_its_sheet_and_comes_off_only_while_it_is_open(cast, at):
    held = open_round(cast)
    own = sheet(held, cast.officer)
    actions.save_answers(
        by=cast.officer, assessment=own, answers=answers(direction=3), files={"direction": [photo()]}
    )
    kept = ScoreFile.objects.get()
    url = reverse("assessments:score-file", args=[kept.pk])
    assert at(cast.officer).get(url).status_code == 200
    for who in (cast.manager, cast.officer2, cast.member, cast.stranger):
        assert at(who).get(url).status_code == 404
    hand_in(held, cast.officer, **ALL)
    assert at(cast.manager).get(url).status_code == 200
    with pytest.raises(TooLate):
        actions.remove_score_file(by=cast.officer, kept=kept)


def _many(cast, number):
    """More groups of the cohort."""
    return [
        enterprise(
            f"CE-91{n:03}", f"กลุ่ม {uuid4().hex[:6]}", cast.programme.scope, cast.cohort, WorkKind.CRAFT
        )[0]
        for n in range(number)
    ]


@pytest.mark.parametrize("name", ["round", "mine", "cohort-rounds"])
def test_lists_cost_the_same_with_few_and_with_many(cast, at, name):
    rubric = rubric_in_use(cast)
    held = open_round(cast, rubric)
    hand_in(held, cast.officer, **ALL)
    urls = {
        "round": lambda: reverse("assessments:round", args=[held.pk]),
        "mine": lambda: reverse("assessments:mine"),
        "cohort-rounds": lambda: reverse("programmes:cohort-rounds", args=[cast.cohort.pk]),
    }
    client = at(cast.officer)
    client.get(urls[name]())
    few = _counted(client, urls[name]())
    held = open_round(cast, rubric, groups=_many(cast, 12), title_th="รอบใหญ่")
    for own in held.assessments.all():
        who = cast.officer if own.assessor_id == cast.officer.person_id else cast.officer2
        actions.hand_in(by=who, assessment=own, answers=answers(**ALL))
    assert _counted(client, urls[name]()) == few


def _counted(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_analysis_costs_the_same_with_one_round_and_with_five(cast, at):
    rubric = rubric_in_use(cast)
    client = at(cast.member)
    counts = []
    for number in range(5):
        held = open_round(cast, rubric, begins=-40 + number * 5, days=60, title_th=f"รอบ {number}")
        for who in (cast.officer, cast.officer2):
            hand_in(held, who, **ALL)
        counts.append(_counted(client, reverse("assessments:potential", args=[cast.enterprise.pk])))
    assert counts[1] == counts[4]
