"""Signing that a criterion is met, and taking the word back."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway import queries, rules
from ruamphon.pathway.actions.evidence import NO_SUCH_CRITERION, NOT_IN_ROLE
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.enums import CriterionKind
from ruamphon.pathway.models import SignOff
from ruamphon.pathway.times import told
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import Enrolment

FOR_WHOM = Text(
    "ข้อนี้ให้{role}ลงชื่อ เลือกว่าคุณบันทึกคำรับรองของใคร",
    "This one is signed by: {role}. Choose whose word you are recording.",
)
ALREADY_SIGNED = Text(
    "{name} ลงชื่อข้อนี้ไว้แล้วเมื่อ {when} ไม่ต้องลงซ้ำ",
    "{name} signed this already on {when}. Once is enough.",
)
STATEMENT_NEEDED = Text("เขียนสั้น ๆ ว่าคุณรับรองเรื่องอะไร", "Write in a few words what you are signing for.")
REASON_NEEDED = Text("เขียนเหตุผลสั้น ๆ ว่าทำไมจึงถอนคำรับรอง", "Write in a few words why it is taken back.")
ALREADY_WITHDRAWN = Text("คำรับรองนี้ถูกถอนไปแล้วเมื่อ {when}", "This sign-off was taken back on {when} already.")


@transaction.atomic
def sign_off(
    *,
    by: Account,
    enrolment: Enrolment,
    criterion_code: str,
    statement: str,
    on_behalf_of: Person | None = None,
) -> SignOff:
    """Give one's word, in the criterion's role, that it is met; it counts from today.

    A helper may record the word of a named member of the group. Raises Refused, or Impossible when the
    criterion is not asked for any more, nothing is stated, or that person has signed already.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("enterprise", "cohort__playbook")
        .get(pk=enrolment.pk)
    )
    criterion = _sign_off_criterion(enrolment, criterion_code)
    rules.check_can_sign(by, enrolment, criterion)
    if not statement.strip():
        raise Impossible(STATEMENT_NEEDED, "statement")
    signer = _checked_person(by, enrolment, criterion, on_behalf_of)
    _check_not_signed(enrolment, criterion_code, signer or by.person)
    signed = SignOff.objects.create(
        enrolment=enrolment,
        criterion_code=criterion_code,
        role=criterion.reviewed_by,
        statement=statement,
        signed_by=by.person,
        on_behalf_of=signer,
    )
    audit.record(
        by=by,
        action="sign_off",
        subject=signed,
        scope_id=enrolment.enterprise.scope_id,
        changes={"criterion": (None, criterion_code), "role": (None, signed.role)},
        on_behalf_of=signer,
        reason=statement,
    )
    return signed


@transaction.atomic
def withdraw_sign_off(*, by: Account, sign_off: SignOff, reason: str) -> SignOff:
    """Take a word back, with a reason; it stops counting from today. Decisions already taken stay as they are."""
    rows = SignOff.objects.select_for_update(of=("self",)).select_related("enrolment__enterprise")
    signed: SignOff = rows.get(pk=sign_off.pk)
    rules.check_can_withdraw_sign_off(by, signed)
    if signed.withdrawn_at:
        raise Impossible(ALREADY_WITHDRAWN.format(when=told(signed.withdrawn_at)))
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")
    changes = audit.changed(
        signed, withdrawn_by=by.person, withdrawn_at=timezone.now(), withdrawn_reason=reason
    )
    audit.apply(signed, changes)
    audit.record(
        by=by,
        action="withdraw_sign_off",
        subject=signed,
        scope_id=signed.enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
    return signed


def _sign_off_criterion(enrolment: Enrolment, code: str) -> Criterion:
    """The sign-off criterion with this code in the playbook followed now; Impossible when there is none."""
    placed = queries.criterion_of(enrolment, code)
    if placed is None or placed.criterion.kind is not CriterionKind.SIGN_OFF:
        raise Impossible(NO_SUCH_CRITERION.format(code=code))
    return placed.criterion


def _checked_person(
    by: Account, enrolment: Enrolment, criterion: Criterion, on_behalf_of: Person | None
) -> Person | None:
    role = queries.role_name(criterion.reviewed_by)
    if on_behalf_of is None or on_behalf_of.pk == person_id(by):
        if not rules.is_signer(by, enrolment, criterion):
            raise Impossible(FOR_WHOM.format(role=role), "on_behalf_of")
        return None
    if not queries.people_in_role(enrolment, criterion.reviewed_by).filter(pk=on_behalf_of.pk).exists():
        raise Impossible(NOT_IN_ROLE.format(name=on_behalf_of.name, role=role), "on_behalf_of")
    return on_behalf_of


def _check_not_signed(enrolment: Enrolment, code: str, person: Person) -> None:
    own = Q(signed_by=person, on_behalf_of__isnull=True) | Q(on_behalf_of=person)
    there = SignOff.objects.filter(
        own, enrolment=enrolment, criterion_code=code, withdrawn_at__isnull=True
    ).first()
    if there:
        raise Impossible(ALREADY_SIGNED.format(name=person.name, when=told(there.signed_at)))
