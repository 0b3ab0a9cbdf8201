"""Two records of one group: found, told apart, merged with all that hangs on them, and taken apart again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments.models import Assessment, Round, Rubric
from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.costing.models import Intake, Material, Recipe, RecipeLine
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.people.actions import make_scope
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.history_words import say_table
from ruamphon.people.models import Grant, Message, Scope, ScopeLink
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import EnrolmentState, TeamKind
from ruamphon.programmes.models import (
    Activity,
    ActivityPhoto,
    Application,
    ApplicationCall,
    Cohort,
    Enrolment,
    Programme,
    PublicPhoto,
    Selection,
)
from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.merging import plan_merge, relations_to, written_since
from ruamphon.registry.models import Enterprise, LegalStatus, Membership, Merge, NeedNote, NotSame, Product
from tests import cast as people

MOVED = {
    ("registry.membership", "enterprise"),
    ("registry.product", "enterprise"),
    ("programmes.enrolment", "enterprise"),
    ("programmes.publicphoto", "enterprise"),
    ("registry.legalstatus", "enterprise"),
    ("registry.neednote", "enterprise"),
    ("assessments.assessment", "enterprise"),
    ("programmes.application", "enterprise"),
    ("costing.material", "enterprise"),
    ("costing.intake", "enterprise"),
    ("costing.recipe", "enterprise"),
}
PICTURE = {
    "kind": "photo",
    "name": "ภาพ.jpg",
    "path": "photos/none.jpg",
    "media_type": "image/jpeg",
    "size": 1,
    "sha256": "0" * 64,
}
STAYS = {
    ("registry.merge", "kept"),
    ("registry.merge", "gone"),
    ("registry.notsame", "first"),
    ("registry.notsame", "second"),
}
OF_SCOPE = {
    ("people.scopelink", "outer"),
    ("people.scopelink", "inner"),
    ("people.grant", "scope"),
    ("people.message", "scope"),
    ("registry.columnmemory", "scope"),
    ("registry.sheetimport", "scope"),
    ("assessments.rubric", "scope"),
    ("assessments.round", "scope"),
}
OWNERS = {
    ("programmes.programme", "scope"),
    ("programmes.cohort", "scope"),
    ("registry.enterprise", "scope"),
    ("registry.organisation", "scope"),
}


def keys_to(model):
    """Every foreign key of the product to a table, found the long way round."""
    return {
        (other._meta.label_lower, field.name)
        for other in apps.get_models(include_auto_created=True)
        for field in other._meta.concrete_fields
        if field.is_relation and field.related_model is model
    }


def test_every_key_to_a_group_or_its_scope_is_known_to_the_merge():
    """A new table that points to a group belongs in this list, with a thought about what a merge does to it."""
    assert keys_to(Enterprise) == MOVED | STAYS
    assert keys_to(Scope) == OF_SCOPE | OWNERS
    for model in (Enterprise, Scope, Enrolment):
        found = {(other._meta.label_lower, key.name) for other, key in relations_to(model)}
        assert found == keys_to(model)


def hanging_on(models):
    """The tables whose rows hang on those of `models`, with those that hang on them."""
    found = set(models)
    while more := {other for model in found for other, _ in relations_to(model)} - found:
        found |= more
    return found


def test_every_table_that_may_stand_in_the_way_has_a_name_in_both_languages():
    moved = [apps.get_model(table) for table, _ in MOVED | OF_SCOPE]
    named = [say_table(model._meta.label_lower) for model in hanging_on(moved) - {Merge, NotSame}]
    assert [name.en for name in named if name.th == name.en] == []


@pytest.fixture
def twin(cast):
    """Group A written down again, by hand, with everything a group can have: enrolled in another cohort."""
    made = actions.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="วิสาหกิจชุมชนครัวตัวอยาง", phone="0812345678"
    )
    cohort = Cohort.objects.create(
        programme=cast.programme,
        scope=make_scope(kind=ScopeKind.COHORT, label_th="รุ่น 2/2570"),
        number=2,
        label="2/2570",
        state=cast.cohort.state,
        playbook=cast.playbook,
    )
    people.link(cast.programme.scope, cohort.scope)
    people.link(cohort.scope, made.scope)
    enrolment = Enrolment.objects.create(cohort=cohort, enterprise=made, state=EnrolmentState.ACTIVE)
    Membership.objects.create(enterprise=made, person=people.person("ทวี ตัวอย่าง"), joined_on=date(2026, 1, 5))
    Product.objects.create(enterprise=made, name_th="แกงตัวอย่าง", registered_on=date(2026, 2, 1))
    helper = people.account("twins_student", "นิด นักศึกษา")
    people.grant(helper, Role.STUDENT, made.scope)
    programmes.accept_team(
        by=cast.officer,
        team=programmes.form_team(
            by=cast.officer,
            enrolment=enrolment,
            kind=TeamKind.FACILITATORS,
            begins_on=timezone.localdate() - timedelta(3),
            ends_on=timezone.localdate() + timedelta(30),
            people=[(NewPerson("ผู้ช่วย ตัวอย่าง"), Role.FACILITATOR)],
            organisation=None,
            course="",
            term="",
        ),
    )
    visit = Activity.objects.create(
        cohort=cohort, kind="visit", happened_on=timezone.localdate(), recorded_by=cast.officer.person
    )
    visit.enrolments.add(enrolment)
    Evidence.objects.create(
        enrolment=enrolment,
        criterion_code="product-improved",
        note="-",
        happened_on=timezone.localdate(),
        submitted_by=helper.person,
    )
    LegalStatus.objects.create(enterprise=made, state=LegalState.NEW, since_on=date(2026, 2, 1))
    NeedNote.objects.create(enterprise=made, needs="เครื่องซีล", noted_on=date(2026, 2, 1))
    photo = ActivityPhoto.objects.create(activity=visit, file=StoredFile.objects.create(**PICTURE))
    PublicPhoto.objects.create(photo=photo, enterprise=made, published_by=cast.officer.person)
    Message.objects.create(
        person=helper.person, kind=MessageKind.EVIDENCE_RETURNED, cause="-", scope=made.scope
    )
    _assessed(cast, made)
    _applied(cast, made)
    _costed(cast, made)
    return made


def _costed(cast, group):
    """A cost sheet with the group's own rate, and something that came in."""
    who = cast.officer.person
    rate = Material.objects.create(
        enterprise=group, name="แรงของเรา", part="labour", unit="hour", is_own_rate=True, made_by=who
    )
    recipe = Recipe.objects.create(
        enterprise=group, draft_key=uuid4(), name="แกง", made_by=who, edited_by=who
    )
    RecipeLine.objects.create(
        recipe=recipe,
        name="แม่",
        part="labour",
        unit="hour",
        material=rate,
        quantity_low=1,
        quantity_likely=1,
        quantity_high=1,
    )
    Intake.objects.create(enterprise=group, draft_key=uuid4(), came_on=timezone.localdate(), entered_by=who)


def _assessed(cast, group):
    """One answer on a group, in a round of the programme."""
    scope, day = cast.programme.scope, timezone.localdate()
    rubric = Rubric.objects.create(scope=scope, code="sample", number=1, title_th="แบบ", title_en="Rubric")
    held = Round.objects.create(
        scope=scope, rubric=rubric, purpose="selection", title_th="รอบ", opens_on=day, due_on=day
    )
    Assessment.objects.create(round=held, enterprise=group, assessor=cast.officer.person, seat=1)


def _applied(cast, group):
    """An application to the cohort, and a proposal for it."""
    day = timezone.localdate()
    call = ApplicationCall.objects.create(cohort=cast.cohort, opens_on=day, closes_on=day)
    made = Application.objects.create(
        call=call,
        enterprise=group,
        state="handed_in",
        written_by=cast.officer.person,
        handed_in_at=timezone.now(),
    )
    Selection.objects.create(
        application=made, proposed_outcome="wait", proposal_reason="รอ", proposed_by=cast.officer.person
    )


def everything():
    """Every row of the product but those that tell of the merge itself."""
    apart = {"core.auditentry", "registry.merge", "sessions.session"}
    return {
        f"{model._meta.label_lower}:{row.pk}": [
            field.value_to_string(row) for field in model._meta.concrete_fields
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in apart
        for row in model._base_manager.all()
    }


def merged(cast, twin):
    return actions.merge_enterprises(by=cast.officer, kept=cast.enterprise, gone=twin, reason="กลุ่มเดียวกัน")


def test_everything_moves_and_the_old_record_stays(cast, twin):
    before = everything()
    merge = merged(cast, twin)
    kept = cast.enterprise
    for model in (
        Membership,
        Product,
        Enrolment,
        LegalStatus,
        NeedNote,
        PublicPhoto,
        Assessment,
        Application,
    ):
        assert model.objects.filter(enterprise=twin).count() == 0
    assert kept.products.count() == 2
    assert sorted(kept.enrolments.values_list("cohort__number", flat=True)) == [1, 2]
    assert not Grant.objects.not_over().filter(scope=twin.scope).exists()
    assert not ScopeLink.objects.not_over().filter(inner=twin.scope).exists()
    changed = {name.split(":")[0] for name, row in everything().items() if before[name] != row}
    assert changed == {
        "registry.membership",
        "registry.product",
        "registry.legalstatus",
        "registry.neednote",
        "programmes.application",
        "costing.material",
        "costing.intake",
        "costing.recipe",
        "programmes.enrolment",
        "programmes.publicphoto",
        "assessments.assessment",
        "people.grant",
        "people.message",
        "people.scopelink",
    }
    assert everything().keys() == before.keys()
    moved = {(table, field) for table, _, field, *_ in merge.moves}
    assert moved == MOVED | {
        ("people.grant", "scope"),
        ("people.message", "scope"),
        ("people.scopelink", "inner"),
    }


def test_both_histories_stay_and_tell_of_it(cast, twin):
    first = list(AuditEntry.objects.of(twin).values_list("action", flat=True))
    merged(cast, twin)
    assert list(AuditEntry.objects.of(twin).values_list("action", flat=True)) == ["merge_enterprises", *first]
    entry = AuditEntry.objects.of(cast.enterprise).first()
    assert (entry.action, entry.reason, entry.changes) == (
        "merge_enterprises",
        "กลุ่มเดียวกัน",
        {"other_code": [None, twin.code]},
    )


def test_undone_it_is_as_if_nothing_had_been(cast, twin):
    before = everything()
    merge = actions.undo_merge(by=cast.officer2, merge=merged(cast, twin), reason="คนละกลุ่ม")
    assert everything() == before
    assert (merge.undone_by, merge.undo_reason) == (cast.officer2.person, "คนละกลุ่ม")
    with pytest.raises(Impossible):
        actions.undo_merge(by=cast.officer, merge=merge, reason="อีกครั้ง")
    again = merged(cast, twin)
    assert Merge.objects.standing().get() == again


def test_a_public_group_merged_away_is_no_longer_public_and_is_again_after_undoing(cast, twin):
    moment = timezone.now().replace(microsecond=123456)
    Enterprise.objects.filter(pk=twin.pk).update(
        publication_proposed_by=cast.officer.person,
        publication_proposed_at=moment,
        published_by=cast.officer2.person,
        published_at=moment,
    )
    before = everything()
    merge = merged(cast, twin)
    assert not Enterprise.objects.published().filter(pk=twin.pk).exists()
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert everything() == before


def write_evidence(merge):
    Evidence.objects.filter(enrolment__cohort__number=2).update(note="แก้แล้ว")


def add_gate(merge):
    Gate.objects.create(
        enrolment=Enrolment.objects.get(cohort__number=2),
        stage_number=1,
        playbook=Enrolment.objects.get(cohort__number=2).cohort.playbook,
        proposed_by=merge.merged_by,
        proposed_outcome="passed",
        proposal_reason="-",
    )


def drop_product(merge):
    Product.objects.filter(name_th="แกงตัวอย่าง").delete()


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (write_evidence, ["หลักฐาน"]),
        (add_gate, ["การผ่านขั้น"]),
        (drop_product, ["สินค้าและบริการ"]),
        (lambda merge: LegalStatus.objects.update(note="แก้แล้ว"), ["สถานะทางทะเบียน"]),
        (
            lambda merge: Membership.objects.filter(person__name_th__startswith="ทวี").update(post="chair"),
            ["สมาชิก"],
        ),
        (
            lambda merge: Grant.objects.filter(
                role=Role.STUDENT, person__account__username="twins_student"
            ).update(valid_until=timezone.now()),
            ["สิทธิ์ของคน"],
        ),
    ],
)
def test_what_was_written_since_stands_in_the_way_and_is_named(cast, twin, write, expected):
    merge = merged(cast, twin)
    assert written_since(merge) == []
    write(merge)
    assert [row.table.th for row in written_since(merge)] == expected
    before = everything()
    with pytest.raises(Impossible) as refusal:
        actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert "1 รายการ" in refusal.value.reason.th
    assert everything() == before


def test_reading_a_message_does_not_stand_in_the_way(cast, twin):
    merge = merged(cast, twin)
    Message.objects.update(read_at=timezone.now())
    assert written_since(merge) == []
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert Message.objects.get(cause="-").scope == twin.scope


def test_what_is_written_on_the_kept_group_alone_does_not_stand_in_the_way(cast, twin):
    merge = merged(cast, twin)
    Product.objects.create(enterprise=cast.enterprise, name_th="ใหม่", registered_on=date(2026, 2, 1))
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert Product.objects.get(name_th="ใหม่").enterprise == cast.enterprise


def test_the_same_said_twice_stays_behind_and_what_hangs_on_it_moves(cast, twin):
    """Both are in one cohort with one member in both: the kept rows stand, the evidence moves between them."""
    Enrolment.objects.filter(enterprise=twin).update(cohort=cast.cohort)
    Membership.objects.create(enterprise=twin, person=cast.member.person)
    before = everything()
    plan = plan_merge(cast.enterprise, twin, timezone.now())
    assert sorted(type(row).__name__ for row in plan.twins) == ["Enrolment", "Membership"]
    merge = merged(cast, twin)
    assert Evidence.objects.get(submitted_by__account__username="twins_student").enrolment == cast.enrolment
    assert cast.enrolment.activities.count() == 1
    assert cast.enrolment.teams.count() == 1
    assert Enrolment.objects.get(enterprise=twin).teams.count() == 0
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert everything() == before


def test_rows_that_exclude_each_other_stop_the_merge_and_are_named(cast, twin, client):
    theirs = Enrolment.objects.get(enterprise=twin)
    for enrolment in (cast.enrolment, theirs):
        SignOff.objects.create(
            enrolment=enrolment,
            criterion_code="group-ready",
            role=Role.MEMBER,
            statement="พร้อม",
            signed_by=cast.member.person,
        )
    Enrolment.objects.filter(pk=theirs.pk).update(cohort=cast.cohort)
    before = everything()
    with pytest.raises(Impossible):
        merged(cast, twin)
    assert everything() == before
    client.force_login(cast.officer)
    shown = client.get(
        reverse("registry:duplicate-merge", args=[cast.enterprise.pk, twin.pk])
    ).content.decode()
    assert "ยังรวมไม่ได้" in shown
    assert "การลงนามรับรอง" in shown


# Who may, and who sees what --------------------------------------------------------------------------------


@pytest.fixture
def second_programme(cast, twin):
    """The twin is also in another programme, whose officer does not know group A."""
    scope = make_scope(kind=ScopeKind.PROGRAMME, label_th="โครงการอื่น")
    Programme.objects.create(code="other", name_th="โครงการอื่น", scope=scope)
    people.link(scope, twin.scope)
    officer = people.account("other_officer", "โอ๋ เจ้าหน้าที่อื่น")
    people.grant(officer, Role.OFFICER, scope)
    return officer


@pytest.mark.parametrize("who", ["observer", "facilitator", "member", "other_member", "stranger"])
def test_merging_asks_for_the_right_on_both(cast, twin, who):
    with pytest.raises(Refused):
        actions.merge_enterprises(by=getattr(cast, who), kept=cast.enterprise, gone=twin, reason="-")


def test_the_right_on_one_of_them_is_not_enough(cast, twin, second_programme, client):
    for kept, gone in ((cast.enterprise, twin), (twin, cast.enterprise)):
        with pytest.raises(Refused):
            actions.merge_enterprises(by=second_programme, kept=kept, gone=gone, reason="-")
    client.force_login(second_programme)
    for name in ("duplicate", "duplicate-merge"):
        assert client.get(reverse(f"registry:{name}", args=[twin.pk, cast.enterprise.pk])).status_code == 404


def test_the_merged_group_opens_to_the_people_of_both_and_nothing_else_does(
    cast, twin, second_programme, client
):
    def sees(who):
        return set(Enterprise.objects.visible_to(who).values_list("name_th", flat=True))

    student = Grant.objects.get(person__account__username="twins_student").person.account
    a, b = cast.enterprise.name_th, cast.other_enterprise.name_th
    assert (sees(student), sees(second_programme)) == ({twin.name_th}, {twin.name_th})
    client.force_login(cast.officer)
    shown = client.get(
        reverse("registry:duplicate-merge", args=[cast.enterprise.pk, twin.pk])
    ).content.decode()
    assert "นิด นักศึกษา (นักศึกษา)" in shown
    assert "ทุกคนที่ดูแล โครงการอื่น" in shown
    assert "มาลี ประธานกลุ่ม (สมาชิกวิสาหกิจ)" in shown
    merge = merged(cast, twin)
    assert (sees(student), sees(second_programme), sees(cast.member)) == ({a}, {a}, {a})
    assert sees(cast.officer) == {a, b}
    assert sees(cast.other_member) == {b}
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    assert (sees(student), sees(cast.member)) == ({twin.name_th}, {a})


def test_ended_access_does_not_come_back_to_life(cast, twin):
    ended = Grant.objects.create(
        person=cast.lapsed_student.person,
        role=Role.STUDENT,
        scope=twin.scope,
        valid_from=timezone.now() - timedelta(9),
        valid_until=timezone.now() - timedelta(1),
    )
    merged(cast, twin)
    ended.refresh_from_db()
    assert ended.scope == twin.scope
    assert not Enterprise.objects.visible_to(cast.lapsed_student).exists()


# Pages -----------------------------------------------------------------------------------------------------


def test_old_addresses_lead_to_the_kept_group(cast, twin, client):
    merge = merged(cast, twin)
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(
        publication_proposed_by=cast.officer.person,
        published_by=cast.officer2.person,
        published_at=timezone.now(),
    )
    client.force_login(cast.member)
    assert client.get(f"/enterprises/{twin.pk}/").url == f"/enterprises/{cast.enterprise.pk}/"
    record = reverse("registry:enterprise", args=[twin.pk])
    assert client.get(record).url == reverse("registry:enterprise", args=[cast.enterprise.pk])
    public = reverse("showcase:enterprise", args=[twin.code])
    client.logout()
    assert client.get(public).url == reverse("showcase:enterprise", args=[cast.enterprise.code])
    client.force_login(cast.other_member)
    assert [client.get(url).status_code for url in (f"/enterprises/{twin.pk}/", record)] == [404, 404]
    actions.undo_merge(by=cast.officer, merge=merge, reason="คนละกลุ่ม")
    client.force_login(cast.officer)
    assert client.get(f"/enterprises/{twin.pk}/").status_code == 200


def test_the_old_code_is_found_by_search_and_leads_to_the_kept_group(cast, twin, client):
    merged(cast, twin)
    client.force_login(cast.member)
    page = client.get("/search/", {"q": twin.code}).content.decode()
    assert f'href="/enterprises/{cast.enterprise.pk}/"' in page
    assert "รหัสเดิม" in page


def test_the_whole_way_on_the_pages(cast, twin, client):
    client.force_login(cast.officer)
    listed = client.get(reverse("registry:duplicates"))
    ((first, second, reasons),) = listed.context["rows"]
    assert (first, second) == (cast.enterprise, twin)
    assert [str(reason) for reason in reasons] == ["ชื่อเหมือนกัน"]
    assert client.get(reverse("registry:duplicate", args=[first.pk, second.pk])).status_code == 200
    url = reverse("registry:duplicate-merge", args=[first.pk, second.pk])
    assert "กรุณาบอกเหตุผลสั้น ๆ" in client.post(url, {"reason": " "}).content.decode()
    assert not Merge.objects.exists()
    response = client.post(url, {"reason": "โทรถามแล้ว"})
    merge = Merge.objects.get()
    assert response.url == merge.get_absolute_url()
    assert client.get(reverse("registry:duplicates")).context["rows"] == []
    page = client.get(merge.get_absolute_url()).content.decode()
    assert "โทรถามแล้ว" in page
    response = client.post(reverse("registry:merge-undo", args=[merge.pk]), {"reason": "คนละกลุ่ม"})
    assert response.url == merge.get_absolute_url()
    assert len(client.get(reverse("registry:duplicates")).context["rows"]) == 1


def test_told_apart_is_remembered_whoever_comes_first(cast, twin, client):
    client.force_login(cast.officer)
    response = client.post(reverse("registry:duplicate-not-same", args=[twin.pk, cast.enterprise.pk]))
    assert response.url == reverse("registry:duplicates")
    assert client.get(reverse("registry:duplicates")).context["rows"] == []
    assert NotSame.objects.values_list("first", "second").get() == (cast.enterprise.pk, twin.pk)
    actions.tell_apart(by=cast.officer2, one=cast.enterprise, other=twin)
    assert NotSame.objects.get().said_by == cast.officer.person
    assert AuditEntry.objects.filter(action="tell_apart").count() == 1


def test_a_group_merged_twice_is_refused_and_chains_are_followed(cast, twin, client):
    merged(cast, twin)
    with pytest.raises(Impossible):
        actions.merge_enterprises(by=cast.officer, kept=cast.other_enterprise, gone=twin, reason="-")
    Enrolment.objects.filter(enterprise=cast.other_enterprise).delete()
    actions.merge_enterprises(by=cast.officer, kept=cast.other_enterprise, gone=cast.enterprise, reason="-")
    client.force_login(cast.officer)
    assert client.get(f"/enterprises/{twin.pk}/").url == f"/enterprises/{cast.other_enterprise.pk}/"


def test_pairs_with_oneself_and_unknown_groups_are_not_found(cast, client):
    client.force_login(cast.officer)
    pk = cast.enterprise.pk
    for pair in ((pk, pk), (pk, 999_999)):
        assert client.get(reverse("registry:duplicate", args=pair)).status_code == 404


@pytest.mark.parametrize("number", [2, 12])
def test_the_list_of_pairs_asks_the_same_however_many(cast, twin, client, django_assert_num_queries, number):
    for each in range(number):
        people.enterprise(f"CE-7000{each:02}", "กลุ่มจักสานบ้านนา", cast.programme.scope, cast.cohort, "craft")
    client.force_login(cast.officer)
    with django_assert_num_queries(9):
        client.get(reverse("registry:duplicates"))


def test_gates_and_sign_offs_can_go_on_after_a_merge(cast, twin):
    merged(cast, twin)
    moved = Enrolment.objects.get(cohort__number=2)
    signed = pathway.sign_off(by=cast.member, enrolment=moved, criterion_code="group-ready", statement="พร้อม")
    assert signed.enrolment.enterprise == cast.enterprise
