"""An export brought back in changes nothing, whatever the records hold: the same on both databases."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Person, Scope
from ruamphon.registry import actions
from ruamphon.registry.domain import Variant
from ruamphon.registry.enums import OrganisationKind, Post, ProductKind, WorkKind
from ruamphon.registry.models import (
    Enterprise,
    LegalStatus,
    Membership,
    Organisation,
    Product,
    ProductVariant,
    Subdistrict,
)
from tests import cast as cast_module
from tests.registry.sheets.sending import as_csv, bring_in, counts, exported, table

PIECES = (
    "=",
    "+",
    "-",
    "@",
    "'",
    '"',
    ",",
    ";",
    "|",
    "\t",
    "\n",
    "\r\n",
    " ",
    "_x000D_",
    "๑๒",
    "0",
    "ก่อ",
    "น้ำ",
    "a",
    "é",
)
TODAY = date(2026, 1, 1)
STORED = (Enterprise, LegalStatus, Membership, Person, Organisation, Product, ProductVariant, Scope)


def odd(chance, longest=12):
    """A text of awkward pieces; sometimes none."""
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(0, longest)))


def day(chance):
    return chance.choice([None, TODAY - timedelta(days=chance.randint(0, 20_000))])


def fill(cast, seed):
    """Records with awkward names and values, as older imports and seeds may have left them."""
    chance = random.Random(seed)  # noqa: S311 — awkward texts, not secrets
    scope = cast.programme.scope
    place = Subdistrict.objects.create(
        code="210101", tambon_th="เนินพระ", amphoe_th="เมืองระยอง", changwat_th="ระยอง"
    )
    organisations = [cast.university]
    for number in range(25):
        own = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th="x")
        cast_module.link(scope, own)
        group = Enterprise.objects.create(
            code=f"CE-1{number:04}",
            scope=own,
            name_th=odd(chance) + "กลุ่ม",
            name_en=odd(chance),
            work_kind=chance.choice(list(WorkKind)),
            about_th=odd(chance, 30),
            phone=chance.choice(["", "0812345678", "812345678", "12345", "038123456"]),
            place_label=odd(chance),
            subdistrict=chance.choice([None, place]),
            community=odd(chance),
            founded_on=day(chance),
            latitude=Decimal("12.5") if number % 2 else None,
            longitude=Decimal("101.00001") if number % 2 else None,
            is_demo=number % 5 == 0,
        )
        register(chance, group, number)
        for n in range(3):
            someone = Person.objects.create(
                name_th=odd(chance) + f"คน{n % 2}", nickname=odd(chance), phone="0898765432"
            )
            joined = day(chance)
            for left in (joined, None) if n == 0 and joined else (None,):
                Membership.objects.create(
                    enterprise=group,
                    person=someone,
                    post=chance.choice(list(Post)),
                    joined_on=joined,
                    left_on=left,
                )
        for n in range(3):
            product = Product.objects.create(
                enterprise=group,
                name_th=odd(chance) + f"ของ{n % 2}",
                kind=chance.choice(list(ProductKind)),
                about_th=odd(chance, 20),
                registered_on=TODAY - timedelta(days=30),
                retired_on=chance.choice([None, TODAY]),
            )
            for _ in range(chance.randint(0, 3)):
                price = chance.choice([None, Decimal(0), Decimal("45.5")])
                ProductVariant.objects.create(
                    product=product, name_th=odd(chance), unit=odd(chance), price=price
                )
        own = Scope.objects.create(kind=ScopeKind.ORGANISATION, label_th="x")
        cast_module.link(scope, own)
        organisations.append(
            Organisation.objects.create(
                scope=own,
                name_th=odd(chance) + "องค์กร",
                kind=chance.choice(list(OrganisationKind)),
                short_th=odd(chance, 4),
                parent=chance.choice([None, *organisations]),
                part_in_programme=odd(chance),
                begun_on=day(chance),
            )
        )


def register(chance, group, number):
    """Entries of the register as they may stand there: none, a number in odd writing, years, stops, a voided one."""
    states = chance.choice([(), ("new",), ("registered",), ("registered", "renewed"), ("renewed", "lapsed")])
    states = chance.choice([states, ("registered", "revoked", "registered"), ("registered", "revoked")])
    for n, state in enumerate(states):
        since_on = date(2020 + n, 2, 1) + timedelta(days=chance.randint(0, 200))
        LegalStatus.objects.create(
            enterprise=group,
            state=state,
            since_on=since_on,
            for_year=since_on.year if state in {"registered", "renewed"} else None,
            number=chance.choice(["", f"7-21-01-06/1-{number:04}", f"=๗ {number}", "เลขซ้ำ 1"]),
            voided_at=timezone.now() if number % 6 == 5 else None,
            void_reason="ผิด" if number % 6 == 5 else "",
        )


def snapshot():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in STORED}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(("written", "read"), [("th", "en"), ("en", "th")])
def test_export_and_import_change_nothing(form, written, read, cast, client):
    fill(cast, seed=f"{form} {written}")
    client.force_login(cast.officer)
    before, told = snapshot(), AuditEntry.objects.count()
    for kind, rows in (
        ("enterprises", 27),
        ("members", 5 + 25 * 3),
        ("products", 1 + 25 * 3),
        ("organisations", 27),
    ):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = written
        content = exported(client, kind, form)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = read
        done = bring_in(client, kind, content, f"x.{form}")
        assert counts(done)[:3] == ("done", 0, 0), kind
        assert done.unchanged >= rows
        assert done.unchanged == len(table(content)) - 1
    assert snapshot() == before
    assert AuditEntry.objects.count() == told + 4
    assert set(AuditEntry.objects.values_list("action", flat=True)[:4]) == {"import_sheet"}


def test_what_was_changed_in_an_export_is_what_changes(cast, client):
    client.force_login(cast.officer)
    actions.register_product(
        by=cast.officer,
        enterprise=cast.enterprise,
        name_th="กะปิตัวอย่าง",
        registered_on=TODAY,
        variants=[Variant("กระปุกเล็ก", "กระปุก", price=Decimal(35))],
    )
    rows = table(exported(client, "products"))
    sizes = rows[0].index("ขนาด | หน่วย | ราคา")
    row = next(row for row in rows if "กะปิตัวอย่าง" in row)
    assert row[sizes] == "กระปุกเล็ก | กระปุก | 35.00"
    kept = ProductVariant.objects.get(product__name_th="กะปิตัวอย่าง").pk
    row[sizes] = "กระปุกเล็ก | กระปุก | ๔๐; กระปุกใหญ่ | กระปุก | 75.5 | Large"
    assert counts(bring_in(client, "products", as_csv(rows))) == ("done", 0, 1, 1)
    variants = ProductVariant.objects.filter(product__name_th="กะปิตัวอย่าง")
    assert list(variants.values_list("name_th", "unit", "price", "name_en")) == [
        ("กระปุกเล็ก", "กระปุก", Decimal(40), ""),
        ("กระปุกใหญ่", "กระปุก", Decimal("75.50"), "Large"),
    ]
    assert variants.first().pk == kept
