"""What can be done in the registry. Each action is one transaction with its audit row inside."""

from ruamphon.registry.actions.belonging import add_belonging, edit_belonging
from ruamphon.registry.actions.enterprise import edit_enterprise, register_enterprise
from ruamphon.registry.actions.legal_status import (
    correct_legal_status,
    record_legal_status,
    void_legal_status,
)
from ruamphon.registry.actions.member import add_member, change_membership, correct_member
from ruamphon.registry.actions.merge import merge_enterprises, tell_apart, undo_merge
from ruamphon.registry.actions.need_note import edit_need, note_need
from ruamphon.registry.actions.office import add_office, edit_office
from ruamphon.registry.actions.organisation import edit_organisation, register_organisation
from ruamphon.registry.actions.product import edit_product, register_product, retire_product
from ruamphon.registry.actions.product_bin import bring_back_product, delete_product
from ruamphon.registry.actions.publication import confirm_publication, propose_publication, unpublish
from ruamphon.registry.actions.sheet import discard_import, match_columns, run_import, start_import

__all__ = [
    "add_belonging",
    "add_member",
    "add_office",
    "bring_back_product",
    "change_membership",
    "confirm_publication",
    "correct_legal_status",
    "correct_member",
    "delete_product",
    "discard_import",
    "edit_belonging",
    "edit_enterprise",
    "edit_need",
    "edit_office",
    "edit_organisation",
    "edit_product",
    "match_columns",
    "merge_enterprises",
    "note_need",
    "propose_publication",
    "record_legal_status",
    "register_enterprise",
    "register_organisation",
    "register_product",
    "retire_product",
    "run_import",
    "start_import",
    "tell_apart",
    "undo_merge",
    "unpublish",
    "void_legal_status",
]
