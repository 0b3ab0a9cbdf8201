"""The registry's pages: load what the account may see, check, form, action, redirect."""

from ruamphon.registry.views.enterprise import enterprise, enterprise_edit, enterprise_history, enterprise_new
from ruamphon.registry.views.legal_status import (
    legal_status,
    legal_status_correct,
    legal_status_file,
    legal_status_history,
    legal_status_new,
    legal_status_void,
    renewals,
)
from ruamphon.registry.views.member import member_add, member_edit, member_history
from ruamphon.registry.views.merge import (
    duplicate,
    duplicate_merge,
    duplicate_not_same,
    duplicates,
    merge,
    merge_history,
    merge_undo,
)
from ruamphon.registry.views.need_note import need_edit, need_history, need_new
from ruamphon.registry.views.organisation import (
    organisation,
    organisation_edit,
    organisation_history,
    organisation_new,
    organisations,
)
from ruamphon.registry.views.product import product_edit, product_history, product_new, product_retire
from ruamphon.registry.views.product_bin import product_bring_back, product_delete
from ruamphon.registry.views.publication import enterprise_publish, enterprise_unpublish
from ruamphon.registry.views.tenure import belonging_edit, belonging_new, office_edit, office_new

__all__ = [
    "belonging_edit",
    "belonging_new",
    "duplicate",
    "duplicate_merge",
    "duplicate_not_same",
    "duplicates",
    "enterprise",
    "enterprise_edit",
    "enterprise_history",
    "enterprise_new",
    "enterprise_publish",
    "enterprise_unpublish",
    "legal_status",
    "legal_status_correct",
    "legal_status_file",
    "legal_status_history",
    "legal_status_new",
    "legal_status_void",
    "member_add",
    "member_edit",
    "member_history",
    "merge",
    "merge_history",
    "merge_undo",
    "need_edit",
    "need_history",
    "need_new",
    "office_edit",
    "office_new",
    "organisation",
    "organisation_edit",
    "organisation_history",
    "organisation_new",
    "organisations",
    "product_bring_back",
    "product_delete",
    "product_edit",
    "product_history",
    "product_new",
    "product_retire",
    "renewals",
]
