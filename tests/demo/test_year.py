"""What the example year holds, to the number; every role walks it; nobody sees across to a real programme."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.demo import clock
from ruamphon.demo.chapters.pathway import WALKS
from ruamphon.demo.people import PARTS
from ruamphon.demo.stories import STORIES
from ruamphon.pathway import queries as pathway
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.people.consent.models import Consent
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant, Message
from ruamphon.programmes.enums import (
    ActivityKind,
    CohortState,
    DeliverableState,
    EnrolmentState,
    TaskState,
    TeamKind,
)
from ruamphon.programmes.models import (
    Activity,
    ActivityPhoto,
    Agreement,
    Attendance,
    Cohort,
    Deliverable,
    Enrolment,
    Programme,
    Task,
    Team,
)
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, Organisation


def of(model, path):
    """The rows of a table that belong to the example."""
    return model.objects.filter(**{f"{path}__is_demo": True})


def counted(rows, field):
    return dict(Counter(rows.values_list(field, flat=True)))


def test_three_cohorts_of_one_programme_that_says_what_it_is(example):
    programme = Programme.objects.get(is_demo=True)
    assert (programme.code, programme.is_public, programme.scope.is_demo) == ("example", False, True)
    assert "(ตัวอย่าง)" in programme.name_th
    last, this, following = Cohort.objects.filter(programme=programme).order_by("number")
    today = timezone.localdate()
    assert (last.state, this.state, following.state) == (
        CohortState.CLOSED,
        CohortState.RUNNING,
        CohortState.PLANNED,
    )
    assert (last.begins_on, last.ends_on) == (today - timedelta(660), today - timedelta(310))
    assert (this.begins_on, this.ends_on) == (today - timedelta(300), today + timedelta(65))
    assert (following.begins_on, following.ends_on) == (today + timedelta(75), today + timedelta(440))


def test_groups_of_all_seven_kinds_of_work_by_names_that_say_so(example):
    groups = Enterprise.objects.filter(is_demo=True)
    assert counted(groups, "work_kind") == {
        WorkKind.FOOD: 4,
        WorkKind.CRAFT: 3,
        WorkKind.FISHERY: 2,
        WorkKind.CROP: 2,
        WorkKind.LIVESTOCK: 2,
        WorkKind.SERVICE: 2,
        WorkKind.LEARNING_BASE: 1,
    }
    this_year = groups.filter(enrolments__cohort__number=2)
    assert set(this_year.values_list("work_kind", flat=True)) == set(WorkKind) - {WorkKind.UNKNOWN}
    assert [name for name in groups.values_list("name_th", flat=True) if "(ตัวอย่าง)" not in name] == []
    assert groups.filter(published_at__isnull=False).count() == 0


def test_people_of_every_role(example):
    running = Grant.objects.running().filter(scope__is_demo=True)
    people = {role: running.filter(role=role).values("person").distinct().count() for role in Role}
    assert people == {
        Role.MANAGER: 1,
        Role.OFFICER: 2,
        Role.FACILITATOR: 2,
        Role.MEMBER: 12,
        Role.STUDENT: 9,
        Role.ADVISER: 2,
        Role.MENTOR: 2,
        Role.EXPERT: 1,
        Role.OBSERVER: 1,
    }
    assert Account.objects.filter(is_demo=True).count() == 34
    assert [one for one in Account.objects.filter(is_demo=True) if one.has_usable_password()] == []
    assert {part.role for part in PARTS} == set(Role)
    mentors = Organisation.objects.filter(teams__kind=TeamKind.MENTOR, is_demo=True).distinct()
    assert mentors.count() == 2


def test_where_each_group_stands(example):
    stands = {
        key: (group.enrolment.state, len(pathway.progress_of(group.enrolment).passed))
        for key, group in example.groups.items()
    }
    active, graduated = EnrolmentState.ACTIVE, EnrolmentState.GRADUATED
    assert stands == {
        "paste": (graduated, 4),
        "boat": (graduated, 4),
        "sweets": (active, 3),
        "homestay": (active, 2),
        "weaving": (active, 1),
        "fish": (active, 1),
        "goats": (active, 1),
        "orchard": (active, 0),
        "learning": (active, 0),
        "batik": (EnrolmentState.LEFT, 1),
        "rice": (EnrolmentState.SELECTED, 0),
    }
    assert "ย้ายไปดูแลแม่" in example.groups["batik"].enrolment.left_reason


def test_everything_a_year_leaves_behind_to_the_number(example):
    assert counted(of(Activity, "cohort__scope"), "kind") == {
        ActivityKind.VISIT: 83,
        ActivityKind.WORKSHOP: 8,
        ActivityKind.MEETING: 2,
    }
    assert of(ActivityPhoto, "activity__cohort__scope").count() == 90
    assert of(Attendance, "activity__cohort__scope").count() == 588
    evidence = of(Evidence, "enrolment__enterprise__scope")
    assert counted(evidence, "status") == {
        EvidenceStatus.ACCEPTED: 51,
        EvidenceStatus.SUBMITTED: 4,
        EvidenceStatus.RETURNED: 2,
    }
    improved = AuditEntry.objects.filter(action="revise_evidence", record_id__in=evidence.values("pk"))
    assert improved.count() == 4
    gates = of(Gate, "enrolment__enterprise__scope")
    assert counted(gates, "state") == {GateState.DECIDED: 18, GateState.PROPOSED: 1}
    assert counted(gates.filter(state=GateState.DECIDED), "outcome") == {
        Outcome.PASSED: 16,
        Outcome.PASSED_WITH_CONDITIONS: 1,
        Outcome.NOT_YET: 1,
    }
    assert of(SignOff, "enrolment__enterprise__scope").count() == 18
    assert counted(of(Deliverable, "enrolment__enterprise__scope"), "state") == {
        DeliverableState.ACCEPTED: 19,
        DeliverableState.CHECKED: 1,
        DeliverableState.DRAFT: 1,
    }
    tasks = of(Task, "enrolment__enterprise__scope")
    assert counted(tasks, "state") == {TaskState.DONE: 17, TaskState.OPEN: 15, TaskState.CANCELLED: 1}
    assert counted(of(Team, "enrolment__enterprise__scope"), "kind") == {
        TeamKind.STUDENTS: 12,
        TeamKind.MENTOR: 10,
        TeamKind.EXPERTS: 10,
        TeamKind.FACILITATORS: 11,
    }
    assert of(Agreement, "programme__scope").count() == 1
    consents = Consent.objects.filter(person__account__is_demo=True)
    assert (consents.count(), consents.filter(withdrawn_at__isnull=False).count()) == (16, 1)
    mine = Message.objects.filter(person__account__is_demo=True)
    assert mine.filter(read_at=None).exists()
    assert mine.filter(read_at__isnull=False).exists()


def test_one_group_stalled_and_one_student_lapsed(example):
    orchard = example.groups["orchard"]
    last = orchard.enrolment.activities.aggregate(day=Max("happened_on"))["day"]
    assert (timezone.localdate() - last).days == 188
    overdue = orchard.enrolment.tasks.filter(state=TaskState.OPEN).order_by("due_on")
    assert [(timezone.localdate() - task.due_on).days for task in overdue] == [156, 146, 139]
    lapsed = example.accounts["lapsed"]
    assert Grant.objects.filter(person=lapsed.person).count() == 1
    assert not Grant.objects.running().filter(person=lapsed.person).exists()
    assert list(Enterprise.objects.visible_to(lapsed)) == []


def test_candidates_in_no_cohort_with_what_they_need(example):
    waiting = Enterprise.objects.filter(is_demo=True, enrolments=None).annotate(notes=Count("need_notes"))
    assert [group.notes for group in waiting] == [1, 1, 1]


def test_the_audit_is_of_the_days_it_tells_of(example):
    told = AuditEntry.objects.filter(scope_id__in=Enterprise.objects.filter(is_demo=True).values("scope_id"))
    first, last = told.aggregate(first=Min("at"), last=Max("at")).values()
    today = timezone.localdate()
    assert timezone.localdate(first) == today - timedelta(days=667)
    assert timezone.localdate(last) < today
    assert told.values("at__date").distinct().count() > 150
    for gate in of(Gate, "enrolment__enterprise__scope").filter(state=GateState.DECIDED):
        assert gate.decided_at > gate.proposed_at
        assert timezone.localdate(gate.decided_at) == gate.decided_on


def test_the_clock_is_back(example):
    assert timezone.now is clock.REAL_NOW
    assert Evidence._meta.get_field("submitted_at").get_default() - datetime.now(
        tz=timezone.get_default_timezone()
    ) < (timedelta(seconds=5))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_its_pages_and_sees_no_real_group(client, example, real, role):
    account = example.accounts[next(part.key for part in PARTS if part.role == role)]
    client.force_login(account)
    wrong = []
    names = [real.enterprise.name_th, real.other_enterprise.name_th, real.programme.name_th + "<"]
    for url in _pages_of(account):
        answer = client.get(url)
        page = answer.content.decode()
        if answer.status_code != 200:
            wrong.append((url, answer.status_code))
        wrong += [(url, name) for name in names if name in page]
    assert wrong == []


def _pages_of(account):
    everywhere = (
        "home:today",
        "home:enterprises",
        "home:calendar",
        "home:my-data",
        "people:messages",
        "people:account",
    )
    programme = ("programmes:programmes", "registry:organisations")
    office = (
        "people:access",
        "programmes:candidates",
        "registry:renewals",
        "people:outbox",
        "registry:duplicates",
    )
    role = account.person.grants.order_by("pk").first().role
    yield from map(reverse, everywhere)
    yield reverse("home:search") + "?q=ตัวอย่าง"
    if role in {Role.MANAGER, Role.OFFICER, Role.OBSERVER}:
        yield from map(reverse, programme)
    if role in {Role.MANAGER, Role.OFFICER}:
        yield from map(reverse, office)
    for model in (Programme, Cohort, Agreement, Enterprise, Enrolment, Team, Activity, Task, Deliverable):
        for row in model.objects.visible_to(account).order_by("-pk")[:2]:
            yield row.get_absolute_url()
    for name, model in (("evidence", Evidence), ("gate", Gate), ("sign-off", SignOff)):
        for row in model.objects.visible_to(account).order_by("-pk")[:2]:
            yield reverse(f"pathway:{name}", args=[row.pk])
    for enrolment in Enrolment.objects.visible_to(account).order_by("pk"):
        yield reverse("pathway:roadmap", args=[enrolment.pk])
    yield from _newer_pages_of(account, role)


def _newer_pages_of(account, role):
    """Potential, plans, rules, readiness; for those of the whole programme the board and what belongs to it."""
    if role not in {Role.MEMBER, Role.STUDENT, Role.OBSERVER}:
        yield reverse("assessments:mine")
    for enrolment in Enrolment.objects.visible_to(account).filter(enterprise__name_th__contains="โฮมสเตย์"):
        yield reverse("assessments:potential", args=[enrolment.enterprise_id])
        for name in ("plan", "readiness", "rules-fired"):
            yield reverse(f"pathway:{name}", args=[enrolment.pk])
    if role in {Role.MANAGER, Role.OFFICER, Role.OBSERVER}:
        for cohort in Cohort.objects.visible_to(account):
            yield reverse("home:board", args=[cohort.pk])
            yield reverse("pathway:cohort-stalls", args=[cohort.pk])
            yield reverse("pathway:cohort-readiness", args=[cohort.pk])
        programme = Programme.objects.visible_to(account).get()
        yield reverse("home:cohorts-compare", args=[programme.pk])
        for name in ("programme-rules", "programme-stalls", "alumni"):
            yield reverse(f"pathway:{name}", args=[programme.pk])


@pytest.mark.parametrize(
    "who", ["manager", "officer", "observer", "facilitator", "member", "mentor", "stranger"]
)
def test_no_real_account_reaches_anything_of_it(client, example, real, who):
    account = getattr(real, who)
    for model in (
        Programme,
        Cohort,
        Agreement,
        Enterprise,
        Organisation,
        Enrolment,
        Team,
        Activity,
        Task,
        Gate,
    ):
        mine = model.objects.visible_to(account)
        marked = [row for row in mine if "ตัวอย่าง)" in str(row) and "สมมุติ" in str(row)]
        assert marked == [], model
    assert not Enterprise.objects.visible_to(account).filter(is_demo=True).exists()
    assert not Enrolment.objects.visible_to(account).filter(enterprise__is_demo=True).exists()
    client.force_login(account)
    for group in example.groups.values():
        assert client.get(reverse("home:enterprise-file", args=[group.enterprise.pk])).status_code == 404


def test_the_public_site_knows_nothing_of_it(client, example):
    page = client.get(reverse("showcase:front")).content.decode()
    assert "สมมุติ" not in page
    assert client.get(reverse("showcase:programme", args=["example"])).status_code == 404


def test_each_walk_is_of_a_group_that_is_told():
    assert {walk.group for walk in WALKS} < {story.key for story in STORIES}
