"""The filter of a board. Only what stands on the board can be chosen; what an old link asks beyond that is left out."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.choices import flatten_choices

from ruamphon.core.labels import both
from ruamphon.core.thai_text import sort_key
from ruamphon.home.board.domain.cards import UNKNOWN, Card, Wanted

NOT_KNOWN = both("ยังไม่ระบุ", "Not known")


class BoardFilter(forms.Form):
    """Place, mentor organisation, kind of work, stalled only."""

    stalled = forms.BooleanField(label=both("เฉพาะที่ติดขัด", "Stalled only"), required=False)

    def __init__(self, *args, cards: Iterable[Card], **kwargs):
        super().__init__(*args, **kwargs)
        listed = list(cards)
        self.fields |= {
            "place": _choice(both("พื้นที่", "Place"), both("ทุกพื้นที่", "Anywhere"), _places(listed)),
            "mentor": _choice(
                both("องค์กรพี่เลี้ยง", "Mentor organisation"),
                both("ทุกองค์กร", "Any organisation"),
                _mentors(listed),
            ),
            "kind": _choice(
                both("ประเภทงาน", "Kind of work"), both("งานทุกประเภท", "Any kind of work"), _kinds(listed)
            ),
        }

    def wanted(self) -> Wanted:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            place=clean.get("place", ""),
            mentor=clean.get("mentor", ""),
            kind=clean.get("kind", ""),
            stalled=clean.get("stalled", False),
        )

    def told(self) -> list[tuple[str, str]]:
        """What the three choices are set to: the name in the address, and the words."""
        wanted = self.wanted()
        asked = {"place": wanted.place, "mentor": wanted.mentor, "kind": wanted.kind}
        return [(name, self._word(name, value)) for name, value in asked.items() if value]

    def _word(self, name: str, value: str) -> str:
        field = cast("Any", self.fields[name])
        return str(dict(flatten_choices(field.choices))[value])


def _choice(label: str, anything: str, choices: list[tuple]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", anything), *choices], required=False)


def _places(cards: list[Card]) -> list[tuple]:
    """Each amphoe with its tambons; then the places only known as they were printed; then not known."""
    tambons: dict[str, set[str]] = {}
    for card in cards:
        if card.spot.amphoe:
            tambons.setdefault(card.spot.amphoe, set()).add(card.spot.tambon)
    found: list[tuple] = []
    for amphoe in sorted(tambons, key=sort_key):
        whole = both(f"ทั้งอำเภอ{amphoe.split(',')[0]}", f"All of {amphoe}")
        inside = [(name, f"ต.{name.split(',')[0]}") for name in sorted(tambons[amphoe], key=sort_key)]
        found.append((f"อ.{amphoe.replace(',', ' จ.', 1).replace('จ. ', 'จ.')}", [(amphoe, whole), *inside]))
    printed = {card.spot.label for card in cards if card.spot.label and not card.spot.amphoe}
    found += [(label, label) for label in sorted(printed, key=sort_key)]
    unknown = any(UNKNOWN in card.spot.keys for card in cards)
    return found + ([(UNKNOWN, NOT_KNOWN)] if unknown else [])


def _mentors(cards: list[Card]) -> list[tuple]:
    named = {number: name for card in cards for number, name in card.mentors}
    listed = sorted(named.items(), key=lambda pair: sort_key(pair[1].th))
    alone = any(not card.mentors for card in cards)
    nobody = [(UNKNOWN, both("ยังไม่มีพี่เลี้ยง", "No mentor yet"))] if alone else []
    return [*((str(number), both(name.th, name.en)) for number, name in listed), *nobody]


def _kinds(cards: list[Card]) -> list[tuple]:
    named = {card.kind: card.kind_label for card in cards}
    return [
        (kind, both(label.th, label.en) if label else NOT_KNOWN)
        for kind, label in sorted(named.items(), key=lambda pair: (pair[1] is None, pair[0]))
    ]


class CompareForm(forms.Form):
    """Two or three cohorts of one programme. An old link that names others is read as far as it can be."""

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.cohorts = list(cohorts)
        self.fields["cohort"] = forms.MultipleChoiceField(
            label=both("เลือกสองหรือสามรุ่น", "Choose two or three cohorts"),
            choices=[(str(cohort.pk), both(cohort.name.th, cohort.name.en)) for cohort in self.cohorts],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def chosen(self, values: Iterable[str], most: int, *, today: date) -> list:
        """The cohorts asked for, oldest first; when fewer than two were, the newest, those that have begun first.

        Beyond `most` the newest stay.
        """
        asked = set(values)
        picked = [cohort for cohort in self.cohorts if str(cohort.pk) in asked][:most]
        rest = [cohort for cohort in self.cohorts if cohort not in picked]
        rest.sort(key=lambda cohort: cohort.begins_on is None or cohort.begins_on > today)
        picked += rest[: max(2 - len(picked), 0)]
        return sorted(picked, key=lambda cohort: cohort.number)
