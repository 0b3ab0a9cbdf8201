"""What must not be seen, named or done across roles, groups and programmes: attacks, with the answer each must get."""

import zipfile
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pypdfium2
import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.core.text import Text
from ruamphon.costing import actions as costing
from ruamphon.costing.enums import Part
from ruamphon.costing.models import SheetShare
from ruamphon.home.queries import enterprise_file, waiting_for
from ruamphon.pathway import actions as pathway
from ruamphon.pathway import queries as pathway_queries
from ruamphon.pathway import rules as pathway_rules
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.people.actions import end_grant
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Grant, Person, Scope
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import CohortState, DeliverableKind, EnrolmentState, TeamKind, TeamState
from ruamphon.programmes.models import Activity, Cohort, Enrolment, Programme, Task, Team
from tests import cast as cast_module
from tests import world as world_module
from tests.cashbook.keeping import wrote
from tests.costing import making
from tests.test_url_walk import DECLARED, SEES_SECRETS, address
from tests.world import World

RECIPE = "พริกแห้งสิบขีดต่อกระปุก"
MARGIN = "กำไรกระปุกละสิบเจ็ดบาท"
COST_SHEET = "แกงไตปลา (ตัวอย่าง)"
TURMERIC, CAPSULE, SHOP, STALL = "ขมิ้นชันเจ็ดไร่", "แคปซูลยายทับทิม", "ร้านหลังตลาดเก่า", "ขายหน้าวัดยามเช้า"
AMOUNTS = ("98,765.43", "98765.43", "76,543.21", "76543.21")
COSTS = (RECIPE, MARGIN, COST_SHEET, "บัญชีต้นทุนน้ำพริก", TURMERIC, CAPSULE, SHOP, STALL, *AMOUNTS)
"""What a group's recipes, margins, purchases, sheets, batches and cash book say in the world of these tests."""
PHONE = "0891112223"
PHONES = (PHONE, "089-111-2223")
MAIL = "hidden@example.org"


def pages_of(client, world, who):
    """Every page and file this person opens, by URL name, as text."""
    client.force_login(world.cast.accounts[who])
    for name, page in DECLARED.items():
        if page.post:
            continue
        response = client.get(address(name, page, world))
        yield name, words_in(b"".join(response.streaming_content) if response.streaming else response.content)
    for word in (TURMERIC, CAPSULE, SHOP, STALL, "98765.43"):
        found = client.get("/search/", {"q": word}).content.decode()
        yield f"a search for {word}", found.replace(word, "")


def words_in(body):
    """What a page or a file says: tables and archives are opened, papers are read."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return "\n".join(words_in(archive.read(name)) for name in archive.namelist())
    if body.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
    return body.decode("utf-8", "replace")


def with_secrets(world):
    """The world, with phones, and secrets in every place that costs and a deliverable of a secret kind have for words."""
    cast = world.cast
    made = actions.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=DeliverableKind.PRODUCT,
        title=f"สูตร {RECIPE}",
        summary=MARGIN,
    )
    actions.comment_on_deliverable(by=cast.adviser, deliverable=made, text=MARGIN)
    actions.return_deliverable(by=cast.adviser, deliverable=made, version=1, comment=f"แก้ {RECIPE}")
    actions.add_version(by=cast.student, deliverable=made, summary=MARGIN)
    actions.check_deliverable(by=cast.adviser, deliverable=made, version=2)
    actions.accept_deliverable(by=cast.member, deliverable=made, version=2)
    keys = world.keys | _costs_of(cast, world)
    _give_everybody_a_phone(cast)
    return World(cast, keys)


def _give_everybody_a_phone(cast):
    cast.enterprise.phone = PHONE
    cast.enterprise.save()
    Person.objects.update(phone=PHONE, email=MAIL)


def _costs_of(cast, world):
    """A purchase, a sheet that was handed in and asked about, a batch and an entry, each with words and amounts of its own."""
    material = costing.add_material(
        by=cast.member, enterprise=cast.enterprise, name=TURMERIC, part=Part.MATERIAL, unit="kg"
    )
    intake = making.take_in(cast, (material, "3", "kg", "98765.43"), supplier=SHOP)
    thing = making.thing(TURMERIC, "1", "kg", "98765.43")
    recipe = making.first_sheet(cast, name=CAPSULE, things=(thing,))
    version = costing.hand_in_sheet(
        by=cast.student, recipe=recipe, revision=recipe.revision, note=f"จาก{SHOP}"
    )
    comment = costing.comment_on_line(
        by=cast.adviser,
        version=version,
        line_code=f"line-{recipe.lines.first().pk}",
        text=f"ถาม{SHOP}",
        asks_change=True,
    )
    batch = making.made_batch(cast, recipe)
    entry = wrote(cast, "76543.21", on=timezone.localdate(), note=STALL)
    costing.end_share(by=cast.member, share=SheetShare.objects.get(pk=world.cost_share))
    return {
        "material": material.pk,
        "intake": intake.pk,
        "recipe": recipe.pk,
        "cost_version": version.pk,
        "cost_comment": comment.pk,
        "made_batch": batch.pk,
        "cash_entry": entry.pk,
    }


@pytest.fixture(scope="class")
def kept_secretive(stage):
    return stage.at(cast_module.build, world_module.build, with_secrets)


@pytest.fixture
def secretive(kept_secretive, db):
    return deepcopy(kept_secretive)


READ_CONTACTS = {"facilitator", "mentor", "expert", "other_student"}
"""Of those below, who may read phones of the group or of their own."""
WITHOUT = ("observer", "other_member", "other_mentor", "lapsed_student", "stranger", *sorted(READ_CONTACTS))


@pytest.mark.parametrize("who", WITHOUT)
def test_costs_and_phones_are_on_no_page_and_in_no_file_of_those_who_may_not_read_them(
    secretive, client, who
):
    assert who not in SEES_SECRETS
    _hide_own_phones(secretive.cast, who)
    secrets = COSTS if who in READ_CONTACTS else (*COSTS, *PHONES, MAIL)
    told = {
        (name, word) for name, body in pages_of(client, secretive, who) for word in secrets if word in body
    }
    assert told == set()


def _hide_own_phones(cast, who):
    """Of the person and of the other group, whose mentor and member may read them."""
    cast.other_enterprise.phone = ""
    cast.other_enterprise.save()
    theirs = Q(memberships__enterprise=cast.other_enterprise) | Q(pk=cast.accounts[who].person_id)
    Person.objects.filter(pk__in=Person.objects.filter(theirs)).update(phone="", email="")


def test_a_member_of_the_group_finds_them_all(secretive, client):
    """Else the walk above proves nothing."""
    secrets = {*COSTS, PHONES[1], MAIL}
    found = {word for _, body in pages_of(client, secretive, "member") for word in secrets if word in body}
    assert secrets - found == set()


def test_costs_never_enter_the_audit(secretive):
    """But the cash book's, whose history is as secret as the book: the walk above opens it."""
    rows = AuditEntry.objects.exclude(record_type__startswith="cashbook.")
    assert rows.filter(record_type__startswith="costing.").count() > 10
    told = [row for row in rows if any(word in f"{row.changes} {row.reason}" for word in COSTS)]
    assert told == []


def test_typed_names_and_phones_never_enter_the_audit(cast):
    name = "ลับสุด ยอดชื่อ"
    team = actions.form_team(
        by=cast.officer,
        enrolment=cast.enrolment,
        kind=TeamKind.FACILITATORS,
        begins_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(9),
        people=[(NewPerson(name, PHONE), Role.FACILITATOR)],
    )
    actions.accept_team(by=cast.officer, team=team)
    for row in AuditEntry.objects.all():
        assert name not in f"{row.changes} {row.reason}"
        assert PHONE not in f"{row.changes} {row.reason}"


@dataclass
class Neighbour:
    """Another programme that group A is in as well, with officers of its own."""

    programme: Programme
    cohort: Cohort
    enrolment: Enrolment
    officer: object
    officer2: object
    observer: object


@pytest.fixture
def neighbour(cast):
    scope = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการข้างบ้าน")
    programme = Programme.objects.create(code="neighbour", name_th="โครงการข้างบ้าน", scope=scope)
    inner = Scope.objects.create(kind=ScopeKind.COHORT, label_th="รุ่นข้างบ้าน")
    cohort = Cohort.objects.create(
        programme=programme, scope=inner, number=1, state=CohortState.RUNNING, playbook=cast.playbook
    )
    cast_module.link(scope, inner)
    cast_module.link(scope, cast.enterprise.scope)
    cast_module.link(inner, cast.enterprise.scope)
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        enterprise=cast.enterprise,
        state=EnrolmentState.ACTIVE,
        enrolled_on=timezone.localdate(),
    )
    people = {}
    for name, role in (("officer", Role.OFFICER), ("officer2", Role.OFFICER), ("observer", Role.OBSERVER)):
        people[name] = cast_module.account(f"next_{name}", f"ข้างบ้าน {name}")
        cast_module.grant(people[name], role, scope)
    return Neighbour(programme, cohort, enrolment, **people)


def team_of(cast, **changes):
    values = {
        "enrolment": cast.enrolment,
        "kind": TeamKind.FACILITATORS,
        "begins_on": timezone.localdate(),
        "ends_on": timezone.localdate() + timedelta(30),
        "people": [(NewPerson("ผู้ช่วยใหม่"), Role.FACILITATOR)],
    }
    return actions.form_team(by=cast.officer, **(values | changes))


def test_an_officer_of_another_programme_reads_the_shared_group_and_does_nothing_to_our_enrolment(
    cast, neighbour
):
    team = team_of(cast)
    work = actions.start_deliverable(
        by=cast.student, enrolment=cast.enrolment, kind=DeliverableKind.OTHER, title="งาน", summary="ร่าง"
    )
    task = actions.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title="งาน",
        owner=cast.student.person,
        due_on=None,
        origin=Text("ที่มา", "origin"),
        key="one",
    )
    checks = [
        (rules.check_can_form_team, cast.enrolment),
        (rules.check_can_accept_team, team),
        (rules.check_can_change_team, team),
        (rules.check_can_invite_members, team),
        (rules.check_can_change_enrolment, cast.enrolment),
        (rules.check_can_record, cast.enrolment),
        (rules.check_can_assign, cast.enrolment),
        (rules.check_can_finish, task),
        (rules.check_can_check, work),
        (rules.check_can_return, work),
        (pathway_rules.check_can_propose, cast.enrolment),
    ]
    assert [check.__name__ for check, thing in checks if rules.allows(check, neighbour.officer, thing)] == []
    assert [check.__name__ for check, thing in checks if not rules.allows(check, cast.officer, thing)] == []
    assert Enrolment.objects.visible_to(neighbour.officer).filter(pk=cast.enrolment.pk).exists()


def test_an_officer_of_another_programme_does_not_accept_our_work_for_the_group(cast, neighbour):
    work = actions.start_deliverable(
        by=cast.student, enrolment=cast.enrolment, kind=DeliverableKind.OTHER, title="งาน", summary="ร่าง"
    )
    work = actions.check_deliverable(by=cast.adviser, deliverable=work, version=1)
    assert rules.allows(rules.check_can_accept, cast.officer, work)
    assert not rules.allows(rules.check_can_accept, neighbour.officer, work)
    with pytest.raises(Refused):
        actions.accept_deliverable(
            by=neighbour.officer, deliverable=work, version=1, for_member=cast.member.person
        )


def _people_map(cast):
    """Evidence whose reviewer is an officer."""
    return pathway.submit_evidence(
        by=cast.facilitator,
        enrolment=cast.enrolment,
        criterion_code="people-map",
        note="แผนที่คน",
        happened_on=timezone.localdate(),
        files=[world_module.photo()],
    )


def test_an_officer_of_another_programme_neither_reviews_nor_hands_in_nor_signs_for_our_enrolment(
    cast, neighbour
):
    piece = _people_map(cast)
    with pytest.raises(Refused):
        pathway.review_evidence(
            by=neighbour.officer, evidence=piece, verdict=EvidenceStatus.ACCEPTED, note="", revision=1
        )
    with pytest.raises(Refused):
        pathway.withdraw_evidence(by=neighbour.officer, evidence=piece, reason="ลอง")
    with pytest.raises(Refused):
        pathway.submit_evidence(
            by=neighbour.officer,
            enrolment=cast.enrolment,
            criterion_code="people-map",
            note="แทน",
            happened_on=timezone.localdate(),
            files=[world_module.photo()],
            on_behalf_of=cast.facilitator.person,
        )
    with pytest.raises(Refused):
        pathway.sign_off(
            by=neighbour.officer,
            enrolment=cast.enrolment,
            criterion_code="group-ready",
            statement="แทน",
            on_behalf_of=cast.member.person,
        )
    assert (
        pathway.review_evidence(
            by=cast.officer, evidence=piece, verdict=EvidenceStatus.ACCEPTED, note="", revision=1
        ).status
        == EvidenceStatus.ACCEPTED
    )


def test_what_waits_for_our_officers_does_not_wait_for_theirs(cast, neighbour):
    team_of(cast)
    _people_map(cast)
    actions.start_deliverable(
        by=cast.student, enrolment=cast.enrolment, kind=DeliverableKind.OTHER, title="งาน", summary="ร่าง"
    )
    actions.check_deliverable(
        by=cast.adviser,
        deliverable=actions.start_deliverable(
            by=cast.student, enrolment=cast.enrolment, kind=DeliverableKind.OTHER, title="สอง", summary="ร่าง"
        ),
        version=1,
    )
    today = timezone.localdate()
    assert waiting_for(neighbour.officer, today=today) == []
    kinds = sorted(row.kind.value for row in waiting_for(cast.officer, today=today))
    assert kinds == ["accepts", "checks", "reviews", "stalls", "teams"]


def test_the_officers_of_another_programme_are_named_in_no_picker_of_ours(cast, neighbour):
    theirs = {neighbour.officer.person_id, neighbour.officer2.person_id, neighbour.observer.person_id}
    offered = {
        "owners": queries.possible_owners(cast.enrolment, timezone.localdate()),
        "in role": pathway_queries.people_in_role(cast.enrolment, Role.OFFICER),
        "known": queries.known_people(cast.programme, Role.OFFICER),
    }
    assert {name: theirs & set(rows.values_list("pk", flat=True)) for name, rows in offered.items()} == {
        "owners": set(),
        "in role": set(),
        "known": set(),
    }
    assert cast.officer.person in offered["owners"]
    assert cast.officer.person in offered["in role"]


def test_watching_another_programme_is_not_enough_to_pull_its_groups_into_ones_own(cast, neighbour, client):
    """An officer here who only observes there would make themselves an officer of every group there."""
    cast_module.grant(neighbour.officer, Role.OBSERVER, cast.programme.scope)
    wanted = cast.other_enterprise
    assert wanted not in queries.enrollable(neighbour.cohort, neighbour.officer)
    client.force_login(neighbour.officer)
    client.post(
        reverse("programmes:cohort-enrol", args=[neighbour.cohort.pk]),
        {"enterprise": wanted.pk, "enrolled_on": timezone.localdate().isoformat()},
    )
    assert not neighbour.cohort.enrolments.filter(enterprise=wanted).exists()
    cast_module.grant(neighbour.officer, Role.OFFICER, cast.programme.scope)
    assert wanted in queries.enrollable(neighbour.cohort, neighbour.officer)


def test_who_handed_in_the_file_does_not_review_it_after_somebody_else_touched_up_the_words(cast):
    piece = pathway.submit_evidence(
        by=cast.officer,
        enrolment=cast.enrolment,
        criterion_code="people-map",
        note="แผนที่คน",
        happened_on=timezone.localdate(),
        files=[world_module.photo()],
        on_behalf_of=cast.facilitator.person,
    )
    piece = pathway.review_evidence(
        by=cast.officer2,
        evidence=piece,
        verdict=EvidenceStatus.RETURNED,
        note="แก้คำ",
        revision=piece.revision,
    )
    piece = pathway.revise_evidence(
        by=cast.facilitator, evidence=piece, note="แก้คำแล้ว", happened_on=timezone.localdate()
    )
    assert piece.pk not in {row.pk for row in pathway_queries.reviews_waiting(cast.officer)}
    assert piece.pk in {row.pk for row in pathway_queries.reviews_waiting(cast.officer2)}
    with pytest.raises(Refused):
        pathway.review_evidence(
            by=cast.officer, evidence=piece, verdict=EvidenceStatus.ACCEPTED, note="", revision=piece.revision
        )


def test_somebody_whose_access_was_ended_by_hand_no_longer_stands_among_the_helpers(cast):
    team = actions.accept_team(by=cast.officer, team=team_of(cast))
    member = team.members.get()
    today = timezone.localdate()
    assert [helper.person for helper in queries.helpers_of(cast.enrolment, today)] == [member.person]
    end_grant(by=cast.officer, grant=Grant.objects.get(pk=member.grant_id), reason="ลาออก")
    assert queries.helpers_of(cast.enrolment, today) == []


def test_a_proposal_for_a_group_that_left_waits_for_nobody_and_cannot_be_decided(cast):
    gate = pathway.propose_gate(
        by=cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=Outcome.NOT_YET, reason="ยังขาด"
    )
    assert [row.pk for row in pathway_queries.gates_waiting(cast.officer2)] == [gate.pk]
    actions.change_enrolment_state(
        by=cast.officer, enrolment=cast.enrolment, state=EnrolmentState.LEFT, reason="ย้ายจังหวัด"
    )
    assert pathway_queries.gates_waiting(cast.officer2) == []
    with pytest.raises(Refused):
        pathway.decide_gate(by=cast.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="ยังขาด")


@pytest.mark.parametrize(
    "address_given",
    ["https://bad.example/", "//bad.example/", "javascript:alert(1)", "/\\bad.example", "tasks/1/"],
)
def test_a_task_links_only_into_the_platform(cast, address_given):
    with pytest.raises(ValueError, match="path inside the platform"):
        actions.assign_task(
            by=cast.officer,
            enrolment=cast.enrolment,
            title="งาน",
            owner=cast.student.person,
            due_on=None,
            origin=Text("ที่มา", "origin"),
            origin_url=address_given,
            key="outside",
        )


def test_another_task_from_the_same_page_is_not_swallowed(cast, client):
    client.force_login(cast.officer)
    url, key = reverse("programmes:task-new", args=[cast.enrolment.pk]), str(uuid4())
    first = {"title": "งานแรก", "owner": cast.student.person_id, "draft_key": key}
    assert client.post(url, first).status_code == 302
    assert client.post(url, first).status_code == 302
    again = client.post(url, first | {"title": "งานที่สอง"})
    assert again.status_code == 200
    assert "งานที่สอง" in again.content.decode()
    assert str(again.context["form"]["draft_key"].value()) != key
    assert Task.objects.filter(enrolment=cast.enrolment).count() == 1


def test_a_task_key_of_one_group_tells_nothing_to_another(cast, neighbour, client):
    key = str(uuid4())
    client.force_login(cast.officer)
    client.post(
        reverse("programmes:task-new", args=[cast.enrolment.pk]),
        {"title": "งาน", "owner": cast.student.person_id, "draft_key": key},
    )
    client.force_login(neighbour.officer)
    mine = neighbour.enrolment
    response = client.post(
        reverse("programmes:task-new", args=[mine.pk]),
        {"title": "งาน", "owner": cast.student.person_id, "draft_key": key},
    )
    assert response.status_code == 200
    assert not Task.objects.filter(enrolment=mine).exists()


def test_the_same_visit_page_sent_for_another_group_is_not_swallowed(cast):
    sent = {
        "by": cast.officer,
        "draft_key": uuid4(),
        "happened_on": timezone.localdate(),
        "found": "เหมือนกัน",
    }
    actions.record_visit(enrolment=cast.enrolment, **sent)
    with pytest.raises(Impossible):
        actions.record_visit(enrolment=cast.other_enrolment, **sent)
    assert Activity.objects.count() == 1


def test_no_address_and_no_typed_byte_is_a_server_error(cast, client):
    client.force_login(cast.manager)
    asked = [
        reverse("showcase:front") + "?after=%00",
        reverse("showcase:front") + "?kind=%00&after=" + "x" * 3000,
        reverse("home:enterprises") + "?q=%00&after=%00&cohort=%00&stage=%00",
        reverse("registry:organisations") + "?q=%00&page=%00",
        reverse("programmes:cohort-enrol", args=[cast.cohort.pk]) + "?q=%00",
        reverse("programmes:team-new", args=[cast.enrolment.pk]) + "?kind=%00",
        reverse("pathway:playbook-move", args=[cast.cohort.pk]) + "?playbook=" + "9" * 5000,
        reverse("pathway:playbook-move", args=[cast.cohort.pk]) + "?playbook=" + "9" * 50,
        reverse("people:access") + "?page=" + "9" * 5000,
    ]
    assert [url for url in asked if client.get(url).status_code not in {200, 404}] == []
    posted = client.post(reverse("registry:enterprise-new"), {"name_th": "ก\x00ลุ่ม", "work_kind": "food"})
    assert posted.status_code == 200


def test_a_mail_longer_than_the_table_takes_is_a_sentence(cast, client):
    client.force_login(cast.student)
    long_mail = "a@" + ".".join(["b" * 60] * 4) + ".co"
    assert 254 - 10 <= len(long_mail) <= 254
    longer = "abcdefghijkl" + long_mail
    response = client.post(
        reverse("people:account"), {"form": "contact", "nickname": "", "phone": "", "email": longer}
    )
    assert response.status_code == 200
    assert "email" in response.context["contact"].errors


def test_a_role_beyond_the_kind_is_in_no_team(cast):
    for kind in TeamKind:
        for role in (Role.OFFICER, Role.MANAGER, Role.MEMBER, Role.OBSERVER):
            with pytest.raises(Impossible):
                team_of(
                    cast,
                    kind=kind,
                    organisation=cast.university,
                    course="1",
                    term="1",
                    people=[(NewPerson("ก ข"), role)],
                )
    assert Team.objects.count() == 0


def test_numbers_of_other_groups_open_nothing(world, client):
    """Whoever works for group B sends the numbers of A's records to every page that takes them."""
    client.force_login(world.cast.accounts["other_student"])
    before = AuditEntry.objects.count()
    for name, page in DECLARED.items():
        if not page.keys or name.startswith(("showcase:", "people:")) or name == "pathway:playbook":
            continue
        if "other_enrolment" in page.keys:
            continue
        assert client.post(address(name, page, world), {"reason": "ลอง"}).status_code in {403, 404, 405}, name
    assert AuditEntry.objects.count() == before


def test_a_proposed_team_gives_nothing(cast):
    team = team_of(cast)
    assert team.state == TeamState.PROPOSED
    assert not Grant.objects.filter(person__in=team.members.values("person")).exists()


def test_the_neighbour_sees_only_its_own_programme(neighbour, cast, client):
    client.force_login(neighbour.officer)
    for name, thing in (
        ("programmes:programme", cast.programme),
        ("programmes:cohort", cast.cohort),
        ("programmes:cohort-edit", cast.cohort),
        ("registry:organisation", cast.mentor_company),
        ("home:enterprise-file", cast.other_enterprise),
    ):
        assert client.get(reverse(name, args=[thing.pk])).status_code == 404, name


def test_each_officer_opens_the_shared_group_at_their_own_enrolment(cast, neighbour):
    def opened(account):
        file = enterprise_file(cast.enterprise, account, on=timezone.localdate())
        return file.enrolment, file.buttons.team

    form_team = "programmes:team-new"
    assert opened(cast.officer) == (cast.enrolment, reverse(form_team, args=[cast.enrolment.pk]))
    assert opened(neighbour.officer) == (
        neighbour.enrolment,
        reverse(form_team, args=[neighbour.enrolment.pk]),
    )
    assert opened(neighbour.observer) == (neighbour.enrolment, "")


def test_the_roadmap_asks_nobody_to_decide_for_a_group_that_left(cast):
    pathway.propose_gate(
        by=cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=Outcome.NOT_YET, reason="ยังขาด"
    )
    day = timezone.localdate()
    assert pathway_queries.roadmap(cast.enrolment, cast.officer2, day).turn.is_mine
    left = actions.change_enrolment_state(
        by=cast.officer, enrolment=cast.enrolment, state=EnrolmentState.LEFT, reason="ย้ายจังหวัด"
    )
    assert not pathway_queries.roadmap(left, cast.officer2, day).turn.is_mine


def test_an_account_that_was_closed_may_do_nothing(cast):
    cast.officer.is_active = False
    cast.officer.save()
    assert rules.roles_for(cast.officer, cast.enrolment) == frozenset()
