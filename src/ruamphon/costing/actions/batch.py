"""A batch as it was really made, kept beside its plan. What it says never enters the audit."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.domain import Actual, BatchResult, Range, UsedInBatch, compare
from ruamphon.costing.domain.checking import check_price
from ruamphon.costing.models import BatchGood, BatchUse, MadeBatch, Recipe
from ruamphon.costing.models.columns import decimal_of, exact_of
from ruamphon.costing.queries import frozen
from ruamphon.costing.queries.batches import cash_bridge, full_bridge
from ruamphon.costing.queries.book import book_of
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

VOIDED = Text("รอบนี้ยกเลิกไปแล้ว", "This batch has been taken back already.")
NEEDS_REASON = Text("บอกว่าผิดตรงไหน จะได้ตามดูได้", "Say what was wrong, so that it can be followed.")
CHANGED = Text(
    "ใบต้นทุนเปลี่ยนไประหว่างที่คุณจด ดูรายการล่าสุดแล้วกดบันทึกอีกครั้ง",
    "The cost sheet changed while you were typing. Look at its lines, and save again.",
)


@transaction.atomic
def record_batch(
    *,
    by: Account,
    recipe: Recipe,
    revision: int,
    draft_key: UUID,
    on: date,
    used: Sequence[UsedInBatch],
    good: Mapping[str, Fraction],
    note: str = "",
) -> MadeBatch:
    """Note one batch: what was used of every line (in the unit of its planned price) and the good ones of each output.

    Today's sheet is kept as its plan. The same page sent twice notes it once. Raises Impossible when the sheet is not
    at `revision` any more, and a CostProblem for what cannot be compared.
    """
    _lock(recipe.enterprise_id)
    recipe = Recipe.objects.select_related("enterprise").get(pk=recipe.pk)
    rules.check_can_write_costs(by, recipe.enterprise)
    sent: MadeBatch | None = MadeBatch.objects.filter(draft_key=draft_key, recipe=recipe).first()
    if sent is not None:
        return sent
    if recipe.revision != revision:
        raise Impossible(CHANGED, "revision")
    stored = tuple(map(_as_stored, used))
    plan, found = _compared(recipe, stored, good)
    cash, full = cash_bridge(found), full_bridge(found)[0]
    batch = MadeBatch.objects.create(
        recipe=recipe,
        draft_key=draft_key,
        made_on=on,
        plan=plan,
        note=note.strip(),
        actual_cash=cash.actual,
        actual_full=full.actual,
        planned_cash=cash.planned,
        planned_full=full.planned,
        entered_by_id=by.person_id,
    )
    _keep(batch, stored, good)
    _tell(by, "record_batch", batch, ["uses", "goods"])
    return batch


@transaction.atomic
def void_batch(*, by: Account, batch: MadeBatch, reason: str) -> MadeBatch:
    """Take back a batch that was noted wrongly; it stays readable. Raises TooLate, Impossible without a reason."""
    _lock(batch.recipe.enterprise_id)
    locked: MadeBatch = MadeBatch.objects.select_related("recipe__enterprise").get(pk=batch.pk)
    rules.check_can_write_costs(by, locked.recipe.enterprise)
    if locked.voided_at:
        raise TooLate(VOIDED)
    if not reason.strip():
        raise Impossible(NEEDS_REASON, "reason")
    locked.voided_by_id, locked.voided_at, locked.void_reason = by.person_id, timezone.now(), reason.strip()
    locked.save(update_fields=["voided_by", "voided_at", "void_reason"])
    _tell(by, "void_batch", locked, ["uses", "goods"])
    return locked


def _compared(
    recipe: Recipe, used: tuple[UsedInBatch, ...], good: Mapping[str, Fraction]
) -> tuple[frozen.Json, BatchResult]:
    """Today's sheet frozen as the plan, and the batch against it."""
    plan = frozen.inputs_of(book_of(recipe.enterprise_id).book, recipe.code, {"unit_word": _word(recipe)})
    for each in used:
        for amount in (each.quantity, each.full):
            check_price(Range.of(amount), each.name, each.code)
    return plan, compare(frozen.replay(plan), Actual(used=used, good=good))


def _keep(batch: MadeBatch, used: Sequence[UsedInBatch], good: Mapping[str, Fraction]) -> None:
    BatchUse.objects.bulk_create(
        BatchUse(
            batch=batch,
            code=each.code,
            name=each.name,
            quantity=decimal_of(each.quantity),
            cash=decimal_of(each.cash),
            full=decimal_of(each.full),
        )
        for each in used
    )
    BatchGood.objects.bulk_create(
        BatchGood(batch=batch, code=code, quantity=decimal_of(many)) for code, many in good.items()
    )


def _as_stored(each: UsedInBatch) -> UsedInBatch:
    """The amounts as the tables hold them, so that the page of the batch says what was said when it was noted."""
    quantity, cash, full = (
        exact_of(decimal_of(amount)) or Fraction() for amount in (each.quantity, each.cash, each.full)
    )
    return UsedInBatch(code=each.code, name=each.name, quantity=quantity, cash=cash, full=full)


def _word(recipe: Recipe) -> str:
    main = recipe.outputs.first()
    return main.unit_word if main else ""


def _lock(enterprise_id: int) -> None:
    Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise_id)


def _tell(by: Account, action: str, batch: MadeBatch, fields: Sequence[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=batch,
        scope_id=batch.recipe.enterprise.scope_id,
        changes=dict.fromkeys(fields, (None, None)),
        personal=fields,
    )
