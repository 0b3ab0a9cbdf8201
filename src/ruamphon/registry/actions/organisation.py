from datetime import date
from typing import Final, TypedDict, Unpack

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.models import Source
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.actions import link_scopes, make_scope
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Scope
from ruamphon.registry.changes import By, filled, rename_scope, told
from ruamphon.registry.models import Organisation

SAME_NAME: Final = Text(
    "มีองค์กรชื่อ {name} อยู่แล้ว เปิดจากรายชื่อองค์กรแล้วแก้ไขที่นั่นได้เลย",
    "There is an organisation called {name} already. Open it from the list and edit it there.",
)
OWN_PART: Final = Text(
    "องค์กรเป็นส่วนหนึ่งของตัวเองไม่ได้ เลือกต้นสังกัดอื่น หรือเว้นว่างไว้",
    "An organisation cannot be part of itself. Choose another parent, or leave it empty.",
)


class OrganisationFields(TypedDict, total=False):
    """What may be said of an organisation besides its Thai name and kind."""

    name_en: str
    short_th: str
    short_en: str
    parent: Organisation | None
    part_in_programme: str
    begun_on: date | None
    registered_on: date | None
    source: Source | None
    is_demo: bool


class EditedOrganisation(OrganisationFields, total=False):
    """What may be changed later."""

    name_th: str
    kind: str


@transaction.atomic
def register_organisation(
    *, by: By, within: Scope, name_th: str, kind: str, **fields: Unpack[OrganisationFields]
) -> Organisation:
    """Write down an organisation inside a programme's scope.

    Writes its Scope and the link within → organisation. Raises Impossible when one of that name is there.
    """
    _check_new(within, name_th)
    scope = make_scope(
        kind=ScopeKind.ORGANISATION, label_th=name_th, label_en=fields.get("name_en", ""), within=within
    )
    if scope.is_demo:
        fields["is_demo"] = True
    organisation = Organisation.objects.create(scope=scope, name_th=name_th, kind=kind, **fields)
    link_scopes(by=by, outer=within, inner=scope, reason="register_organisation")
    changes = filled({"name_th": name_th, "kind": kind, **fields})
    audit.record(
        by=by, action="register_organisation", subject=organisation, scope_id=scope.pk, changes=changes
    )
    return organisation


def _check_new(within: Scope, name: str) -> None:
    Scope.objects.select_for_update(no_key=True).get(pk=within.pk)  # two at once: the second sees the first
    inside = Scope.objects.inside_or_at([within.pk])
    if Organisation.objects.filter(scope__in=inside, name_th=name).exists():
        raise Impossible(SAME_NAME.format(name=name), "name_th")


@transaction.atomic
def edit_organisation(
    *, by: By, organisation: Organisation, **fields: Unpack[EditedOrganisation]
) -> Organisation:
    """Change what is said of an organisation; its scope takes a new name along.

    Raises Impossible when it would become a part of itself, directly or through its parents.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _check_above(locked, fields.get("parent"))
    changes = audit.changed(locked, **fields)
    if not changes:
        return locked
    audit.apply(locked, changes)
    rename_scope(locked.scope_id, locked.name_th, locked.name_en)
    audit.record(
        by=by,
        action="edit_organisation",
        subject=locked,
        scope_id=locked.scope_id,
        changes=told(changes),
    )
    return locked


def _check_above(organisation: Organisation, parent: Organisation | None) -> None:
    above = parent
    while above is not None:
        if above.pk == organisation.pk:
            raise Impossible(OWN_PART, "parent")
        above = above.parent
