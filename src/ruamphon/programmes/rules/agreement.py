"""Agreements: read by whoever may read the programme, written by those who manage its cohorts."""

from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Agreement, Programme


def check_can_make_agreement(account: Account, programme: Programme) -> None:
    """Preparing an agreement asks for `cohort_manage` on the programme."""
    check_permission(account, Permission.COHORT_MANAGE, programme.scope_id)


def check_can_edit_agreement(account: Account, agreement: Agreement) -> None:
    """So do its days, parties, signatories, wording and scans."""
    check_can_make_agreement(account, agreement.programme)
