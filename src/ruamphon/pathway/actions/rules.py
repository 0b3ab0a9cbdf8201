"""Putting rules in force, and carrying out what they say, once each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway import rules
from ruamphon.pathway.domain.rule_sets import (
    Effect,
    FiredRule,
    Turnover,
    facts_to_record,
    turn_over,
)
from ruamphon.pathway.enums import EffectKind
from ruamphon.pathway.models import RuleEffect, RuleEvaluation, RuleFiring, RuleSetVersion
from ruamphon.pathway.queries.people import owner_in_role, role_holders
from ruamphon.pathway.queries.rule_sets import (
    Outcome,
    outcomes,
    plan_rules,
    ruled_enrolments,
    rules_in_force,
    rules_of,
    standing_firings,
)
from ruamphon.people.models import Account
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes import actions as programmes_actions
from ruamphon.programmes.models import Enrolment, Programme

BATCH = 200
"""Groups looked at in one transaction."""

SAME_TEXT = Text(
    "ข้อความนี้เหมือนฉบับที่ใช้อยู่ทุกตัวอักษร ไม่มีอะไรต้องเปลี่ยน",
    "This text is the same as the version in force, letter by letter. There is nothing to change.",
)
LOOK_AGAIN = Text(
    "ตั้งแต่ที่คุณดูว่ากระทบใครบ้าง มีบางอย่างเปลี่ยนไป ดูรายชื่อข้างล่างอีกครั้ง แล้วกดเปิดใช้",
    "Something has changed since you saw whom this touches. Look at the list below again, then put it in force.",
)
VISIT = Text("ลงพื้นที่: {reason}", "Visit: {reason}")
ASSESS = Text("ประเมิน ({purpose}): {reason}", "Assessment ({purpose}): {reason}")
FROM_RULE = Text("กฎของโครงการ: {reason}", "The programme’s rule: {reason}")


@transaction.atomic
def publish_rules(*, by: Account, programme: Programme, toml_text: str, seen: str) -> RuleSetVersion:
    """Put a set of rules in force for a programme, as its next version, and evaluate its groups at once.

    `seen` is the digest of the plan the page showed, so that nobody puts in force what they did not see.
    Raises Refused, domain.RuleProblems with everything wrong at once, or Impossible when the text rules already
    or would by now touch somebody else.
    """
    rules.check_can_manage_rules(by, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    plan = plan_rules(programme, toml_text, on=timezone.localdate())
    digest = sha256(toml_text.encode()).hexdigest()
    if plan.before and plan.before.sha256 == digest:
        raise Impossible(SAME_TEXT, "toml")
    if plan.digest != seen:
        raise Impossible(LOOK_AGAIN)
    version = RuleSetVersion.objects.create(
        programme=programme,
        number=(programme.rule_sets.aggregate(last=Max("number"))["last"] or 0) + 1,
        title_th=plan.rules.title.th,
        title_en=plan.rules.title.en,
        toml=toml_text,
        sha256=digest,
        published_by=by.person,
    )
    audit.record(
        by=by,
        action="publish_rules",
        subject=version,
        scope_id=programme.scope_id,
        changes={
            "number": (plan.before.number if plan.before else None, version.number),
            "sha256": (plan.before.sha256 if plan.before else None, digest),
        },
    )
    apply_rules(by=None, programme=programme)
    return version


@dataclass(frozen=True)
class Applied:
    """What an evaluation of a programme's groups came to."""

    looked_at: int
    began: int
    ended: int
    effects: int


def apply_rules(*, by: Account | None, programme: Programme, only: Collection[int] | None = None) -> Applied:
    """Evaluate a programme's rules for its groups as of today, and carry out what is new.

    Twice changes nothing. `only` narrows it to some enrolments. `by` is None: the platform does it. Each batch of
    groups is one transaction; the queries of a batch do not grow with its groups, only with what they newly get.
    """
    running = {each.pk: each for each in ruled_enrolments(programme)}
    left = _left_behind(programme, running)
    wanted = [each for each in (*running.values(), *left) if only is None or each.pk in only]
    found = [
        _apply_to(by, programme, wanted[start : start + BATCH], running)
        for start in range(0, len(wanted), BATCH)
    ]
    return Applied(
        looked_at=len(wanted),
        began=sum(each.began for each in found),
        ended=sum(each.ended for each in found),
        effects=sum(each.effects for each in found),
    )


def _left_behind(programme: Programme, running: Mapping[int, Enrolment]) -> list[Enrolment]:
    """Groups that no rule looks at any more, but for which one still stands."""
    rows = Enrolment.objects.filter(
        cohort__programme=programme, rule_firings__ended_on__isnull=True, rule_firings__isnull=False
    )
    return list(
        rows.exclude(pk__in=list(running)).distinct().select_related("enterprise", "cohort").order_by("pk")
    )


@transaction.atomic
def _apply_to(
    by: Account | None,
    programme: Programme,
    enrolments: Sequence[Enrolment],
    running: Collection[int],
) -> Applied:
    """One batch. The programme's row is the lock: two workers never carry out the same thing at once."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    version, on = rules_in_force(programme), timezone.localdate()
    asked = [each for each in enrolments if each.pk in running]
    found = outcomes(rules_of(version), asked, on=on)
    standing = standing_firings([each.pk for each in enrolments])
    nothing = Outcome((), {})
    done = [
        _Group(by, each, version if each.pk in running else None, on, standing.get(each.pk, {})).apply(
            found.get(each.pk, nothing)
        )
        for each in enrolments
    ]
    _tell_again(version, found, standing)
    return Applied(
        len(enrolments),
        sum(each.began for each in done),
        sum(each.ended for each in done),
        sum(each.effects for each in done),
    )


class _Group:
    """One group's turn in a batch."""

    def __init__(
        self,
        by: Account | None,
        enrolment: Enrolment,
        version: RuleSetVersion | None,
        on: date,
        standing: Mapping[str, RuleFiring],
    ) -> None:
        self.by, self.enrolment, self.version, self.on = by, enrolment, version, on
        self.standing = dict(standing)

    def apply(self, outcome: Outcome) -> Applied:
        since = {code: firing.began_on for code, firing in self.standing.items()}
        turnover = turn_over(self.enrolment.pk, since, outcome.fired, on=self.on)
        known = self._known_effects(turnover)
        new = {key: pair for key, pair in turnover.effects.items() if key not in known}
        waiting = [each for each in known.values() if each.done_at is None and each.key in turnover.effects]
        if turnover.begins or turnover.ends or new:
            self._remember(outcome)
        for ended in turnover.ends:
            self._end(self.standing.pop(ended.code))
        fired = {each.rule.code: each for each in outcome.fired}
        for begun in turnover.begins:
            self.standing[begun.code] = self._begin(fired[begun.code])
        for key, (rule, effect) in new.items():
            self._carry_out(self._effect(key, rule, effect), rule, effect)
        for row in waiting:
            self._carry_out(row, *turnover.effects[row.key])
        return Applied(1, len(turnover.begins), len(turnover.ends), len(new))

    def _known_effects(self, turnover: Turnover) -> dict[str, RuleEffect]:
        """Those carried out before. A firing that begins may have begun and ended on this very day."""
        known = {each.key: each for firing in self.standing.values() for each in firing.effects.all()}
        if turnover.begins:
            keys = [key for key in turnover.effects if key not in known]
            known |= {each.key: each for each in RuleEffect.objects.filter(key__in=keys)}
        return known

    def _remember(self, outcome: Outcome) -> None:
        RuleEvaluation.objects.create(
            enrolment=self.enrolment,
            version=self.version,
            on=self.on,
            facts=facts_to_record(outcome.facts),
        )

    def _begin(self, fired: FiredRule) -> RuleFiring:
        values: dict[str, object] = {"ended_on": None, "version": self.version, **_told(fired)}
        firing, _ = RuleFiring.objects.update_or_create(
            enrolment=self.enrolment, rule_code=fired.rule.code, began_on=self.on, defaults=values
        )
        _record(self.by, "rule_fires", firing, self.enrolment)
        return firing

    def _end(self, firing: RuleFiring) -> None:
        audit.apply(firing, audit.changed(firing, ended_on=self.on))
        _record(self.by, "rule_ends", firing, self.enrolment)

    def _effect(self, key: str, rule: FiredRule, effect: Effect) -> RuleEffect:
        return RuleEffect.objects.create(
            firing=self.standing[rule.rule.code],
            key=key,
            name=effect.name,
            kind=effect.kind,
            gate=effect.gate,
            role=effect.role,
        )

    def _carry_out(self, row: RuleEffect, rule: FiredRule, effect: Effect) -> None:
        if effect.kind in TASKS:
            self._assign(row, rule, effect)
        elif effect.kind is EffectKind.NOTIFY:
            self._notify(row, rule, effect)
        else:
            self._settle(row)

    def _settle(self, row: RuleEffect) -> None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at", "task", "told"])

    def _assign(self, row: RuleEffect, rule: FiredRule, effect: Effect) -> None:
        owner = owner_in_role(self.enrolment, effect.role)
        if owner is None:
            return  # it waits for somebody in that role
        row.task = programmes_actions.assign_task(
            by=self.by,
            enrolment=self.enrolment,
            title=str(_title(rule, effect).th)[:300],
            owner=owner,
            due_on=self.on + timedelta(days=effect.due_in_days),
            origin=FROM_RULE.format(reason=rule.reason),
            origin_url=_origin_url(self.enrolment, effect),
            key=row.key,
        )
        self._settle(row)

    def _notify(self, row: RuleEffect, rule: FiredRule, effect: Effect) -> None:
        row.told = tell(
            by=self.by,
            people=role_holders(self.enrolment, effect.role),
            kind=MessageKind.RULE_FIRED,
            cause=row.key,
            scope_id=self.enrolment.enterprise.scope_id,
            about=rule.reason,
            url=reverse("pathway:rules-fired", args=[self.enrolment.pk]),
        )
        self._settle(row)


def _record(by: Account | None, action: str, firing: RuleFiring, enrolment: Enrolment) -> None:
    audit.record(
        by=by,
        action=action,
        subject=firing,
        scope_id=enrolment.enterprise.scope_id,
        changes={"rule": (None, firing.rule_code), "ended_on": (None, firing.ended_on)},
    )


TASKS = (EffectKind.ASSIGN_TASK, EffectKind.SCHEDULE_VISIT, EffectKind.SCHEDULE_ASSESSMENT)


def _title(rule: FiredRule, effect: Effect) -> Text:
    """What the task is called: the title the rule gives it, else its reason."""
    if effect.title.th:
        return effect.title
    if effect.kind is EffectKind.SCHEDULE_VISIT:
        return VISIT.format(reason=rule.reason)
    if effect.kind is EffectKind.SCHEDULE_ASSESSMENT and effect.purpose:
        return ASSESS.format(purpose=effect.purpose.label, reason=rule.reason)
    return rule.reason


def _origin_url(enrolment: Enrolment, effect: Effect) -> str:
    """Where the task is done: a visit on its form, anything else from the page that says why."""
    name = "programmes:visit-new" if effect.kind is EffectKind.SCHEDULE_VISIT else "pathway:rules-fired"
    return reverse(name, args=[enrolment.pk])


def _told(fired: FiredRule) -> dict[str, object]:
    return {
        "reason_th": fired.reason.th[:1000],
        "reason_en": fired.reason.en[:1000],
        "facts": facts_to_record(fired.facts),
        "because": list(fired.because),
        "told_at": timezone.now(),
    }


def _tell_again(
    version: RuleSetVersion | None,
    found: Mapping[int, Outcome],
    standing: Mapping[int, Mapping[str, RuleFiring]],
) -> None:
    """Keep the figures and reasons of firings that go on up to date: "46 days", tomorrow "47". One query."""
    stale = []
    for pk, outcome in found.items():
        for fired in outcome.fired:
            firing = standing.get(pk, {}).get(fired.rule.code)
            if firing is not None and version is not None and _differs(firing, fired, version):
                stale.append(_refreshed(firing, fired, version))
    fields = ["version", "reason_th", "reason_en", "facts", "because", "told_at"]
    RuleFiring.objects.bulk_update(stale, fields, batch_size=BATCH)


def _differs(firing: RuleFiring, fired: FiredRule, version: RuleSetVersion) -> bool:
    now = _told(fired)
    changed = any(getattr(firing, field) != now[field] for field in ("reason_th", "reason_en", "facts"))
    return changed or firing.version_id != version.pk


def _refreshed(firing: RuleFiring, fired: FiredRule, version: RuleSetVersion) -> RuleFiring:
    firing.version = version
    for field, value in _told(fired).items():
        setattr(firing, field, value)
    return firing
