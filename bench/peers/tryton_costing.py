"""Tryton costing recipes level by level; runs in an environment of its own, started by bench/costing_peer.py.

Reads one JSON file: {"prices": […], "levels": [[{"code", "lines": [[taken, quantity], …]}, …], …]}, where a line takes a
material by its place or a recipe by "r" and its code. Prints one JSON line: {"version", "seconds": […], "costs": {code: cost}}.

Tryton has no roll-up of several levels. Its way is, level by level: a production from the bill of materials, the cost it works out,
written back as the product's cost price. The productions stay in memory, which is the kindest reading; one write a level, one
transaction a pass.
"""

import json
import os
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

AT_ONCE = 100


def main() -> int:
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with TemporaryDirectory(prefix="ruamphon-peer-") as folder:
        os.environ["DB_NAME"] = "bench"
        _database_in(folder)
        print(json.dumps(_measured(asked, runs=int(sys.argv[2]))))
    return 0


def _database_in(folder: str) -> None:
    from trytond import config

    config.set("database", "uri", "sqlite://")
    config.set("database", "path", folder)


def _measured(asked: dict, *, runs: int) -> dict:
    import trytond
    from trytond.modules.company.tests import create_company, set_company
    from trytond.tests.test_tryton import DB_NAME, activate_module
    from trytond.transaction import Transaction

    activate_module("production")
    with Transaction().start(DB_NAME, 1) as transaction:
        company = create_company()
        with set_company(company):
            products = _products(asked)
        transaction.commit()
        company, products = company.id, {code: product.id for code, product in products.items()}
    seconds, costs = [], {}
    for _ in range(runs):
        started = time.perf_counter()
        with Transaction().start(DB_NAME, 1, context={"company": company}) as transaction:
            costs = _pass(asked["levels"], products, company)
            transaction.commit()
        seconds.append(time.perf_counter() - started)
    return {
        "version": trytond.__version__,
        "seconds": seconds,
        "costs": {k: str(v) for k, v in costs.items()},
    }


def _products(asked: dict) -> dict:
    """Materials with their prices, then recipes with a bill each; a unit of six digits, so that no quantity is rounded."""
    from trytond.pool import Pool

    unit = _unit(Pool())
    named = [(str(place), Decimal(str(price))) for place, price in enumerate(asked["prices"])]
    named += [(recipe["code"], Decimal(0)) for level in asked["levels"] for recipe in level]
    products = {}
    for start in range(0, len(named), AT_ONCE):
        products |= _some_products(named[start : start + AT_ONCE], unit)
    for level in asked["levels"]:
        for start in range(0, len(level), AT_ONCE):
            _bills(level[start : start + AT_ONCE], products, unit)
    return products


def _unit(pool):
    Category, Uom = pool.get("product.uom.category"), pool.get("product.uom")  # noqa: N806 — Tryton's classes
    (category,) = Category.create([{"name": "amount"}])
    values = {"name": "amount", "symbol": "a", "category": category.id, "digits": 6, "rounding": 1e-6}
    (unit,) = Uom.create([values])
    return unit


def _some_products(named: list, unit) -> dict:
    from trytond.pool import Pool

    Template = Pool().get("product.template")  # noqa: N806 — Tryton's classes
    Product = Pool().get("product.product")  # noqa: N806 — as above
    shared = {"default_uom": unit.id, "type": "goods", "producible": True, "cost_price_method": "fixed"}
    templates = Template.create(
        [
            {"name": code, "list_price": Decimal(0), "products": [("create", [{}])], **shared}
            for code, _ in named
        ]
    )
    products = [template.products[0] for template in templates]
    written = []
    for product, (_, price) in zip(products, named, strict=True):
        written += [[product], {"cost_price": price}]
    Product.write(*written)
    return {code: product for (code, _), product in zip(named, products, strict=True)}


def _bills(recipes: list, products: dict, unit) -> None:
    from trytond.pool import Pool

    Bill = Pool().get("production.bom")  # noqa: N806 — Tryton's classes
    Product = Pool().get("product.product")  # noqa: N806 — as above
    bills = Bill.create(
        [
            {
                "name": recipe["code"],
                "inputs": [
                    (
                        "create",
                        [
                            {"product": products[str(taken)].id, "quantity": quantity, "unit": unit.id}
                            for taken, quantity in recipe["lines"]
                        ],
                    )
                ],
                "outputs": [
                    ("create", [{"product": products[recipe["code"]].id, "quantity": 1, "unit": unit.id}])
                ],
            }
            for recipe in recipes
        ]
    )
    written = []
    for recipe, bill in zip(recipes, bills, strict=True):
        written += [[products[recipe["code"]]], {"boms": [("create", [{"bom": bill.id}])]}]
    Product.write(*written)


def _pass(levels: list, products: dict, company: int) -> dict:
    from trytond.pool import Pool

    Product = Pool().get("product.product")  # noqa: N806 — Tryton's classes
    costs = {}
    for level in levels:
        made = Product.browse([products[recipe["code"]] for recipe in level])
        written = []
        for recipe, product in zip(level, made, strict=True):
            cost = _cost(product, company)
            costs[recipe["code"]] = cost
            written += [[product], {"cost_price": cost}]
        Product.write(*written)
    return costs


def _cost(product, company: int) -> Decimal:
    from trytond.modules.product import round_price
    from trytond.pool import Pool

    Production = Pool().get("production")  # noqa: N806 — Tryton's classes
    production = Production(**Production.default_get(list(Production._fields), with_rec_name=False))
    production.company = company
    production.product = product
    production.unit = product.default_uom
    production.quantity = 1
    production.bom = product.boms[0].bom
    production.explode_bom()
    return round_price(production.on_change_with_cost())


if __name__ == "__main__":
    sys.exit(main())
