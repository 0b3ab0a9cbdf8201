"""Versions of cost sheets that were handed in, as their pages print them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.costing.models import CostSheetVersion, Recipe, SheetComment, SheetShare
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.queries import frozen
from ruamphon.costing.queries.differences import Version, differences
from ruamphon.costing.queries.pages import SheetPage, sheet_page
from ruamphon.people.access import around_or_at
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.permissions import roles_with
from ruamphon.programmes.models import DeliverableVersion

WITH = (
    "sheet__recipe__enterprise",
    "sheet__deliverable__enrolment__enterprise",
    "sheet__deliverable__enrolment__cohort",
    "version__made_by",
    "version__checked_by",
    "version__accepted_by",
)
A_LIST = 100
ABOUT = Text(
    "ฉบับที่ {n} · ส่งโดย {person} {day} · {standing}", "Version {n} · handed in by {person}, {day} · {standing}"
)
RETURNED = Text("ส่งกลับให้แก้", "Sent back")
ACCEPTED = Text("กลุ่มรับแล้ว", "Accepted by the group")
CHECKED = Text("ตรวจแล้ว รอกลุ่มรับ", "Checked, waits for the group")
WAITING = Text("รอตรวจ", "Waits to be checked")
REPLACED = Text("มีฉบับใหม่แล้ว", "Replaced by a newer one")


def visible_versions(account: Account) -> QuerySet[CostSheetVersion]:
    """Versions of groups whose secrets this account may read."""
    return CostSheetVersion.objects.visible_to(account).select_related(*WITH)


def shared_versions(account: Account) -> QuerySet[CostSheetVersion]:
    """Versions that a group lets this person see now."""
    return CostSheetVersion.objects.shared_with(account).select_related(*WITH)


def shares_with(account: Account) -> list[SheetShare]:
    """What groups let this person see now, the one that ends first on top; at most A_LIST. One query."""
    rows = SheetShare.objects.running().filter(
        person=account.person_id, version__sheet__deliverable__binned_at=None
    )
    named = rows.select_related("version__sheet__recipe__enterprise", "version__version", "given_by")
    light = named.defer("version__inputs", "version__figures")
    return list(light.order_by("valid_until", "pk")[:A_LIST])


def versions_of(recipe: Recipe) -> list[CostSheetVersion]:
    """What was handed in of a recipe, newest first; light: without the frozen inputs."""
    rows = CostSheetVersion.objects.filter(sheet__recipe=recipe, sheet__deliverable__binned_at=None)
    return list(rows.select_related(*WITH).defer("inputs", "figures"))


def before(version: CostSheetVersion) -> CostSheetVersion | None:
    """The version handed in before this one."""
    found: CostSheetVersion | None = (
        CostSheetVersion.objects.filter(sheet=version.sheet_id, version__number__lt=version.version.number)
        .select_related("version")
        .first()
    )
    return found


def version_page(version: CostSheetVersion) -> SheetPage:
    """The page of a frozen sheet: what it was when it was handed in, whatever prices are now."""
    return sheet_page(
        frozen.replay(version.inputs),
        price=exact_of(version.price),
        unit_word=version.inputs["unit_word"],
        weight=frozen.maybe_in(version.inputs.get("weight")),
        smallest=version.inputs.get("smallest"),
    )


def what_changed(old: CostSheetVersion, new: CostSheetVersion) -> list[Text]:
    """What is new in a version, in words."""
    return differences(as_version(old), as_version(new))


def as_version(row: CostSheetVersion) -> Version:
    """A frozen version, worked out, with what stands beside its recipe."""
    return Version(
        frozen.replay(row.inputs),
        exact_of(row.price),
        frozen.maybe_in(row.inputs.get("weight")),
        row.inputs.get("smallest"),
    )


def standing(version: DeliverableVersion, newest: int) -> tuple[Text, str]:
    """Where a version stands, with the tone of its pill."""
    if version.accepted_at:
        return ACCEPTED, "done"
    if version.returned_at:
        return RETURNED, "turn"
    if version.number != newest:
        return REPLACED, "neutral"
    return (CHECKED, "wait") if version.checked_at else (WAITING, "wait")


def about(version: CostSheetVersion) -> Text:
    """Which version this is, who handed it in and when, and where it stands: a line for its papers."""
    newest = version.sheet.deliverable.current.number
    word, _ = standing(version.version, newest)
    return ABOUT.format(
        n=version.version.number,
        person=version.version.made_by.name,
        day=thai_dates.text(timezone.localtime(version.version.made_at).date()),
        standing=word,
    )


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said of one line."""

    name: str
    comments: list[SheetComment]


def talks(version: CostSheetVersion) -> list[Talk]:
    """What was said of a version, line by line in the order of the sheet, the whole sheet first."""
    said = list(version.comments.select_related("person", "settled_by"))
    codes = ["", *names_of_lines(version)]
    return [
        Talk(here[0].line_name, here)
        for code in codes
        if (here := [comment for comment in said if comment.line_code == code])
    ]


def open_wishes(recipe: Recipe) -> list[SheetComment]:
    """Changes that were asked for and are not settled."""
    rows = SheetComment.objects.filter(
        version__sheet__recipe=recipe,
        version__sheet__deliverable__binned_at=None,
        asks_change=True,
        settled_at=None,
    )
    return list(rows.select_related("person", "version__version"))


def names_of_lines(version: CostSheetVersion) -> dict[str, str]:
    """The lines of a frozen sheet itself, not of the recipes below it: names by code."""
    code = version.inputs["code"]
    recipe = next(each for each in version.inputs["recipes"] if each["code"] == code)
    return {line["code"]: line["name"] for line in recipe["lines"]}


def people_to_share_with(version: CostSheetVersion) -> QuerySet[Person]:
    """Who works with the group or its programme but does not see its costs."""
    scope = version.sheet.recipe.enterprise.scope_id
    around = Grant.objects.running().filter(scope__in=around_or_at(scope))
    trusted = around.filter(role__in=roles_with(Permission.SECRET_READ)).values("person")
    return Person.objects.filter(pk__in=around.values("person")).exclude(pk__in=trusted)
