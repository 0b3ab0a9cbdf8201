import re

import pytest

from ruamphon.core.icons import svg
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.kinds import BY_MAIL_UNASKED, ICONS, READ_WITH


def test_every_kind_has_its_place_in_the_tables():
    assert set(READ_WITH) == set(ICONS) == set(MessageKind)


@pytest.mark.parametrize("kind", MessageKind)
def test_icons_exist_and_labels_hold_no_names(kind):
    assert "<svg" in svg(ICONS[kind])
    assert not re.search(r"[{}]", kind.label.th + kind.label.en)


def test_only_the_safety_of_the_account_is_mailed_unasked():
    assert frozenset({MessageKind.PASSWORD_SET}) == BY_MAIL_UNASKED
