"""The bin: gone from everywhere at once, back within 30 days, erased with its files after that."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.backup.mark import backup_under_way
from ruamphon.core.bin import KEPT_FOR, binnable_models
from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.core.tasks import empty_bin
from ruamphon.core.text import Text
from ruamphon.costing import actions as costing
from ruamphon.costing.models import Output, Recipe, RecipeCost, RecipeLine
from ruamphon.home.queries import bin_of
from ruamphon.programmes import actions
from ruamphon.programmes.facts import FACTS
from ruamphon.programmes.models import (
    Activity,
    ActivityPhoto,
    Attendance,
    Deliverable,
    DeliverableComment,
    DeliverableVersion,
    Task,
)
from ruamphon.registry import actions as registry
from ruamphon.registry import facts as registry_facts
from ruamphon.registry.models import Product, ProductVariant
from ruamphon.seeds.load import load_all
from tests.programmes import making
from tests.test_url_walk import DECLARED, address

MARKS = {
    Product: "กะปิในถังขยะ",
    Activity: "บันทึกในถังขยะ",
    Task: "งานในถังขยะ",
    Deliverable: "แผนในถังขยะ",
    Recipe: "สูตรในถังขยะ",
}
KEYS = {
    Product: "binned_product",
    Activity: "binned_activity",
    Task: "binned_task",
    Deliverable: "binned_deliverable",
    Recipe: "binned_recipe",
}
PARTS = {
    ProductVariant: "product",
    ActivityPhoto: "activity",
    Attendance: "activity",
    DeliverableVersion: "deliverable",
    DeliverableComment: "deliverable",
    Output: "recipe",
    RecipeLine: "recipe",
    RecipeCost: "recipe",
}


def pages(client, world, who):
    """The text of every page that this person opens, by URL name; None for nobody signed in."""
    client.logout()
    if who:
        client.force_login(world.cast.accounts[who])
    for name, page in DECLARED.items():
        if not page.post and not page.is_file and (who is None or who in page.who):
            response = client.get(address(name, page, world))
            if response.status_code == 200:
                yield name, response.content.decode()


def shown_on(client, world, who):
    """Mark → the pages where it stands."""
    found = {mark: set() for mark in MARKS.values()}
    for name, text in pages(client, world, who):
        for mark in MARKS.values():
            if mark in text:
                found[mark].add(name)
    return found


def test_every_table_that_takes_part_is_tested_here():
    assert set(binnable_models()) == set(MARKS) == set(KEYS)


def test_what_is_in_the_bin_stands_on_no_page_but_the_bin(world, client):
    for who in ("officer2", "member", "student", None):
        everywhere = set().union(*shown_on(client, world, who).values())
        assert everywhere <= {"home:bin", "people:messages"}, who  # what one was told then stays told
    cast = world.cast
    registry.bring_back_product(by=cast.member, product=Product.with_bin.get(pk=world.binned_product))
    actions.bring_back_activity(by=cast.student, activity=Activity.with_bin.get(pk=world.binned_activity))
    actions.bring_back_task(by=cast.officer, task=Task.with_bin.get(pk=world.binned_task))
    actions.bring_back_deliverable(
        by=cast.student, deliverable=Deliverable.with_bin.get(pk=world.binned_deliverable)
    )
    costing.bring_back_recipe(by=cast.student, recipe=Recipe.with_bin.get(pk=world.binned_recipe))
    back = shown_on(client, world, "student")
    of_recipe = back.pop(MARKS[Recipe])
    assert "costing:costs" in of_recipe
    assert [mark for mark, names in back.items() if "home:enterprise-file" not in names] == []
    assert "showcase:enterprise" in shown_on(client, world, None)[MARKS[Product]]


@pytest.mark.parametrize("model", MARKS)
def test_each_table_hides_it_and_its_own_page_is_not_found(world, client, model):
    pk = getattr(world, KEYS[model])
    assert not model.objects.filter(pk=pk).exists()
    assert not model.objects.visible_to(world.cast.officer).filter(pk=pk).exists()
    assert model.with_bin.filter(pk=pk).exists()
    client.force_login(world.cast.officer)
    name = {Product: "registry:product-edit", Recipe: "costing:sheet"}.get(
        model, f"programmes:{model._meta.model_name}"
    )
    assert client.get(reverse(name, args=[pk])).status_code == 404


@pytest.mark.parametrize("model", PARTS)
def test_what_hangs_on_it_is_hidden_with_it(world, model):
    owner = {"product": Product, "activity": Activity, "deliverable": Deliverable, "recipe": Recipe}[
        PARTS[model]
    ]
    record = owner.objects.get(pk=getattr(world, {Activity: "visit"}.get(owner, PARTS[model])))
    if model is ProductVariant:
        ProductVariant.objects.create(product=record, name_th="ขวด", unit="ขวด")
    if model is DeliverableComment:
        actions.comment_on_deliverable(by=world.cast.adviser, deliverable=record, text="ดี")
    before = model.objects.filter(**{PARTS[model]: record}).count()
    assert before > 0
    owner.with_bin.filter(pk=record.pk).update(binned_at=timezone.now())
    assert model.objects.filter(**{PARTS[model]: record}).count() == 0
    owner.with_bin.filter(pk=record.pk).update(binned_at=None)
    assert model.objects.filter(**{PARTS[model]: record}).count() == before


def test_photos_and_files_are_not_served_from_the_bin(world, client):
    client.force_login(world.cast.student)
    photo = reverse("programmes:activity-photo", args=[world.visit_photo])
    file = reverse("programmes:deliverable-file", args=[world.deliverable_version])
    assert [client.get(url).status_code for url in (photo, file)] == [200, 200]
    actions.delete_activity(by=world.cast.student, activity=Activity.objects.get(pk=world.visit))
    actions.delete_deliverable(
        by=world.cast.student, deliverable=Deliverable.objects.get(pk=world.deliverable)
    )
    assert [client.get(url).status_code for url in (photo, file)] == [404, 404]


def test_facts_do_not_count_what_is_in_the_bin(cast):
    today = timezone.localdate()
    product = cast.enterprise.products.get()
    visit = making.visit(cast)

    def facts():
        return (
            registry_facts.products(cast.enterprise, today),
            FACTS["visits"].value(cast.enrolment, today),
            FACTS["days_since_activity"].value(cast.enrolment, today) is None,
        )

    assert facts() == (1, 1, False)
    registry.delete_product(by=cast.member, product=product)
    actions.delete_activity(by=visit.recorded_by.account, activity=visit)
    assert facts() == (None, 0, True)


def test_deleting_tells_who_when_and_why_in_the_audit(cast):
    product = cast.enterprise.products.get()
    registry.delete_product(by=cast.member, product=product, reason=" พิมพ์ซ้ำ ")
    entry = AuditEntry.objects.of(product).first()
    assert (entry.action, entry.person_id, entry.reason, entry.changes, entry.scope_id) == (
        "delete_product",
        cast.member.person_id,
        "พิมพ์ซ้ำ",
        {},
        cast.enterprise.scope_id,
    )
    [row] = bin_of(cast.enterprise, cast.officer)
    assert (row.name, row.who, row.reason) == ("น้ำพริกตัวอย่าง", "มาลี ประธานกลุ่ม", "พิมพ์ซ้ำ")
    assert row.erased_on == timezone.localdate() + timedelta(30)
    with pytest.raises(TooLate):
        registry.delete_product(by=cast.member, product=product)
    registry.bring_back_product(by=cast.officer, product=product)
    with pytest.raises(TooLate):
        registry.bring_back_product(by=cast.officer, product=product)
    product.refresh_from_db()
    assert (product.binned_at, product.binned_by_id, product.bin_reason) == (None, None, "")


def test_a_name_used_again_meanwhile_is_asked_about(cast):
    product = cast.enterprise.products.get()
    registry.delete_product(by=cast.member, product=product)
    registry.register_product(
        by=cast.member,
        enterprise=cast.enterprise,
        name_th=product.name_th,
        registered_on=timezone.localdate(),
    )
    with pytest.raises(Impossible, match="อยู่แล้ว"):
        registry.bring_back_product(by=cast.member, product=product)
    assert Product.objects.filter(pk=product.pk).count() == 0


def test_what_was_checked_decided_or_done_is_not_deleted(world):
    cast = world.cast
    draft = Deliverable.objects.get(pk=world.deliverable)
    actions.check_deliverable(by=cast.adviser, deliverable=draft, version=1)
    with pytest.raises(TooLate, match="ตรวจหรือรับไปแล้ว"):
        actions.delete_deliverable(by=cast.student, deliverable=draft)
    actions.add_version(by=cast.student, deliverable=draft, summary="ฉบับใหม่")
    with pytest.raises(TooLate, match="ตรวจหรือรับไปแล้ว"):
        actions.delete_deliverable(by=cast.student, deliverable=draft)

    task = Task.objects.get(pk=world.task)
    actions.finish_task(by=cast.student, task=task)
    with pytest.raises(TooLate, match="ทำเสร็จแล้ว"):
        actions.delete_task(by=cast.officer, task=task)
    of_a_gate = actions.assign_task(
        by=None,
        enrolment=cast.enrolment,
        title="ส่งเอกสาร",
        owner=cast.student.person,
        due_on=None,
        origin=Text("จากการตัดสิน", "From a gate"),
        key="gate-1-condition-1",
    )
    with pytest.raises(TooLate, match="ยกเลิกได้อย่างเดียว"):
        actions.delete_task(by=cast.officer, task=of_a_gate)


def test_only_whose_it_is_may_delete(world):
    cast = world.cast
    with pytest.raises(Refused, match="คนที่บันทึก"):
        actions.delete_activity(by=cast.mentor, activity=Activity.objects.get(pk=world.visit))
    with pytest.raises(Refused, match="คนที่มอบหมายงานนี้"):
        actions.delete_task(by=cast.student, task=Task.objects.get(pk=world.task))
    with pytest.raises(Refused):
        actions.delete_deliverable(by=cast.officer, deliverable=Deliverable.objects.get(pk=world.deliverable))


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("officer", {"กะปิในถังขยะ (ตัวอย่าง)", "บันทึกในถังขยะ", "งานในถังขยะ", "สูตรในถังขยะ"}),
        ("member", {"กะปิในถังขยะ (ตัวอย่าง)", "สูตรในถังขยะ"}),
        ("student", {"บันทึกในถังขยะ", "แผนในถังขยะ", "สูตรในถังขยะ"}),
        ("adviser", {"งานในถังขยะ"}),
        ("mentor", set()),
        ("other_member", set()),
    ],
)
def test_the_bin_lists_what_one_may_bring_back(world, who, kinds):
    assert {row.name for row in bin_of(world.cast.enterprise, world.cast.accounts[who])} == kinds


def test_the_bin_asks_the_same_number_of_questions_however_full(world, django_assert_num_queries):
    cast = world.cast

    def listed():
        return len(bin_of(cast.enterprise, cast.officer))

    with django_assert_num_queries(7):
        assert listed() == 4
    for number in range(60):
        product = registry.register_product(
            by=cast.member,
            enterprise=cast.enterprise,
            name_th=f"สินค้า {number}",
            registered_on=timezone.localdate(),
        )
        registry.delete_product(by=cast.member, product=product)
    with django_assert_num_queries(7):
        assert listed() == 53  # fifty products, and the three others


def test_undo_is_a_button_in_the_note_and_says_so_when_it_is_too_late(world, client):
    client.force_login(world.cast.member)
    gone = client.post(reverse("registry:product-delete", args=[world.product]), {"reason": ""}, follow=True)
    undo = reverse("registry:product-bring-back", args=[world.product])
    assert f'<form method="post" action="{undo}">' in gone.content.decode()
    assert "นำ “น้ำพริกตัวอย่าง” กลับมาแล้ว" in client.post(undo, follow=True).content.decode()
    assert "ไม่ได้อยู่ในถังขยะแล้ว" in client.post(undo, follow=True).content.decode()
    too_long = client.post(reverse("registry:product-delete", args=[world.product]), {"reason": "ก" * 301})
    assert (too_long.status_code, Product.objects.filter(pk=world.product).exists()) == (200, True)


def put_aside_since(record, days):
    type(record).with_bin.filter(pk=record.pk).update(binned_at=timezone.now() - days)


def on_disk(file):
    return (Path(settings.FILES_ROOT) / file.path).exists()


@pytest.fixture
def old_visit(cast):
    """A visit with a photo, in the bin."""
    visit = making.visit(cast, photos=[making.photo()])
    file = visit.photos.get().file
    actions.delete_activity(by=visit.recorded_by.account, activity=visit)
    return visit, file


def test_thirty_days_later_it_is_erased_with_its_photos(old_visit, django_capture_on_commit_callbacks):
    visit, file = old_visit
    put_aside_since(visit, KEPT_FOR - timedelta(minutes=1))
    assert empty_bin.call() == 0
    put_aside_since(visit, KEPT_FOR)
    with django_capture_on_commit_callbacks(execute=True):
        assert empty_bin.call() == 1
    assert not Activity.with_bin.filter(pk=visit.pk).exists()
    assert (StoredFile.objects.filter(pk=file.pk).exists(), on_disk(file)) == (False, False)
    last = AuditEntry.objects.of(visit).first()
    assert (last.action, last.person_id) == ("erase_from_bin", None)
    assert empty_bin.call() == 0


def test_a_file_that_something_else_shows_stays(cast, old_visit, django_capture_on_commit_callbacks):
    visit, file = old_visit
    other = making.work(cast)
    DeliverableVersion.objects.filter(deliverable=other).update(file=file)
    put_aside_since(visit, KEPT_FOR)
    with django_capture_on_commit_callbacks(execute=True):
        assert empty_bin.call() == 1
    assert (StoredFile.objects.filter(pk=file.pk).exists(), on_disk(file)) == (True, True)


def test_while_a_backup_is_made_content_stays_on_disk(old_visit, django_capture_on_commit_callbacks):
    visit, file = old_visit
    put_aside_since(visit, KEPT_FOR)
    with backup_under_way(Path(settings.FILES_ROOT)), django_capture_on_commit_callbacks(execute=True):
        assert empty_bin.call() == 1
    assert (StoredFile.objects.filter(pk=file.pk).exists(), on_disk(file)) == (False, True)


def test_what_another_record_still_needs_is_kept(cast, monkeypatch):
    product = cast.enterprise.products.get()
    registry.delete_product(by=cast.member, product=product)
    put_aside_since(product, KEPT_FOR)

    def needed(self):
        raise ProtectedError("needed", {self})

    monkeypatch.setattr(Product, "delete", needed)
    assert empty_bin.call() == 0
    assert Product.with_bin.filter(pk=product.pk).exists()
    assert not AuditEntry.objects.of(product).filter(action="erase_from_bin").exists()


def test_a_published_product_that_people_deleted_is_not_loaded_again(db, cast):
    load_all(say=lambda _: None)
    product = Product.objects.exclude(source=None).first()
    registry.delete_product(by=cast.manager, product=product)
    load_all(say=lambda _: None)
    assert Product.with_bin.filter(name_th=product.name_th, enterprise=product.enterprise).count() == 1
    put_aside_since(product, KEPT_FOR)
    empty_bin.call()
    load_all(say=lambda _: None)
    assert not Product.with_bin.filter(name_th=product.name_th, enterprise=product.enterprise).exists()


def test_a_form_sent_again_after_its_record_was_deleted_is_asked_about(cast):
    visit = making.visit(cast)
    actions.delete_activity(by=visit.recorded_by.account, activity=visit)
    with pytest.raises(Impossible, match="อยู่ในถังขยะ") as refused:
        making.visit(cast, draft_key=visit.draft_key)
    assert refused.value.field == "draft_key"
