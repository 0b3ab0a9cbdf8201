from datetime import date
from decimal import Decimal
from typing import Final, TypedDict, Unpack

from django.db import transaction
from django.db.models.functions import Length

from ruamphon.core import audit
from ruamphon.core.models import Source
from ruamphon.people.actions import link_scopes, make_scope
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Scope
from ruamphon.registry.changes import By, filled, rename_scope, told
from ruamphon.registry.models import Enterprise, Subdistrict

PERSONAL: Final = ("phone",)
REAL: Final = "CE-"
DEMO: Final = "EX-"
"""Codes of the example programme count apart: taking it away leaves no gap, and no code is ever given twice."""
CODE: Final = "{prefix}{number:05d}"


class EnterpriseFields(TypedDict, total=False):
    """What may be said of a group besides its Thai name and its code."""

    name_en: str
    work_kind: str
    about_th: str
    about_en: str
    phone: str
    place_label: str
    subdistrict: Subdistrict | None
    municipality: str
    community: str
    latitude: Decimal | None
    longitude: Decimal | None
    founded_on: date | None
    source: Source | None
    is_demo: bool


class EditedFields(EnterpriseFields, total=False):
    """What may be changed later: the Thai name too, the code never."""

    name_th: str


@transaction.atomic
def register_enterprise(
    *, by: By, within: Scope, name_th: str, **fields: Unpack[EnterpriseFields]
) -> Enterprise:
    """Write down a new group inside a programme's scope, with the next code, which it keeps for life.

    Writes its Scope and the link within → enterprise, so whoever works in the programme reaches it at once.
    """
    code = _next_code(DEMO if within.is_demo else REAL)
    scope = make_scope(
        kind=ScopeKind.ENTERPRISE, label_th=name_th, label_en=fields.get("name_en", ""), within=within
    )
    if scope.is_demo:
        fields["is_demo"] = True
    enterprise = Enterprise.objects.create(code=code, scope=scope, name_th=name_th, **fields)
    link_scopes(by=by, outer=within, inner=scope, reason="register_enterprise")
    changes = filled({"code": code, "name_th": name_th, **fields})
    audit.record(
        by=by,
        action="register_enterprise",
        subject=enterprise,
        scope_id=scope.pk,
        changes=changes,
        personal=PERSONAL,
    )
    return enterprise


def _next_code(prefix: str) -> str:
    # Every registration locks the same few rows in the same order, so two at once cannot read the same last code.
    programmes = Scope.objects.select_for_update(no_key=True).filter(kind=ScopeKind.PROGRAMME)
    list(programmes.order_by("pk").values_list("pk", flat=True))
    ours = Enterprise.objects.filter(code__startswith=prefix)
    last = ours.order_by(Length("code").desc(), "-code").values_list("code", flat=True).first()
    return CODE.format(prefix=prefix, number=int(last.removeprefix(prefix)) + 1 if last else 1)


@transaction.atomic
def edit_enterprise(*, by: By, enterprise: Enterprise, **fields: Unpack[EditedFields]) -> Enterprise:
    """Change what is said of a group; its scope takes a new name along. Saving nothing new writes nothing."""
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    changes = audit.changed(locked, **fields)
    if not changes:
        return locked
    audit.apply(locked, changes)
    rename_scope(locked.scope_id, locked.name_th, locked.name_en)
    audit.record(
        by=by,
        action="edit_enterprise",
        subject=locked,
        scope_id=locked.scope_id,
        changes=told(changes),
        personal=PERSONAL,
    )
    return locked
