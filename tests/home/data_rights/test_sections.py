"""Every key to a person or an account is told in the copy of one's own data, or named with a reason."""

from django.apps import apps

from ruamphon.home.data_rights.sections import LEFT_OUT, SECTIONS
from ruamphon.people.models import Account, Person

TOLD = {f"{section.model}.{key}" for section in SECTIONS for key in section.keys}


def keys_to_people():
    """'people.Grant.person' for every relation of every table, ours or not, that leads to a person or an account."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in {Person, Account}
    }


def test_every_key_to_a_person_is_told_or_left_out_with_a_reason():
    found = keys_to_people()
    assert len(found) > 40
    assert found - TOLD - set(LEFT_OUT) == set()


def test_nothing_is_named_that_is_not_there_and_nothing_twice():
    assert (TOLD | set(LEFT_OUT)) - keys_to_people() == set()
    assert TOLD & set(LEFT_OUT) == set()
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())


def test_numbers_of_people_that_are_no_keys_are_known():
    """Audit rows and files name people by number; the copy and the erasure see to both by hand."""
    numbers = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not field.is_relation and field.name.endswith(("person_id", "behalf_of_id", "by_id", "account_id"))
    }
    assert numbers == {
        "core.auditentry.person_id",
        "core.auditentry.on_behalf_of_id",
        "core.storedfile.stored_by_id",
        "costing.recipe.binned_by_id",
        "programmes.activity.binned_by_id",
        "programmes.deliverable.binned_by_id",
        "programmes.task.binned_by_id",
        "registry.product.binned_by_id",
    }


def test_no_section_tells_a_secret():
    told = {column for section in SECTIONS for column in section.columns}
    assert told.isdisjoint({"password", "token_hash", "summary", "record"})
