"""Sets of rules for tests, written as a manager would."""

from django.utils import timezone

from ruamphon.pathway import actions
from ruamphon.pathway.queries.rule_sets import plan_rules


def effect(do, **fields):
    """One [[rules.effects]] table."""
    lines = "".join(
        f"{key} = {value}\n" if isinstance(value, int) else f'{key} = "{value}"\n'
        for key, value in fields.items()
    )
    return f'[[rules.effects]]\ndo = "{do}"\n{lines}'


def rule(code, when, *effects, th="เหตุผล", en="Reason", more=""):
    """One [[rules]] table with its effects."""
    head = f'[[rules]]\ncode = "{code}"\nwhen = "{when}"\nreason.th = "{th}"\nreason.en = "{en}"\n{more}'
    return "\n".join([head, *effects])


def rules(*tables):
    """A whole set."""
    return "\n".join(['title.th = "กฎตัวอย่าง"\ntitle.en = "Sample rules"\n', *tables])


def publish(cast, *tables, by=None):
    """Put a set in force, having seen whom it touches."""
    text = rules(*tables)
    plan = plan_rules(cast.programme, text, on=timezone.localdate())
    return actions.publish_rules(
        by=by or cast.manager, programme=cast.programme, toml_text=text, seen=plan.digest
    )
