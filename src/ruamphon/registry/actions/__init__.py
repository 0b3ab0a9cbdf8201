"""What can be done in the registry. Each action is one transaction with its audit row inside."""

from ruamphon.registry.actions.belonging import add_belonging, edit_belonging
from ruamphon.registry.actions.enterprise import edit_enterprise, register_enterprise
from ruamphon.registry.actions.member import add_member, change_membership, correct_member
from ruamphon.registry.actions.merge import merge_enterprises, tell_apart, undo_merge
from ruamphon.registry.actions.office import add_office, edit_office
from ruamphon.registry.actions.organisation import edit_organisation, register_organisation
from ruamphon.registry.actions.product import edit_product, register_product, retire_product
from ruamphon.registry.actions.publication import confirm_publication, propose_publication, unpublish

__all__ = [
    "add_belonging",
    "add_member",
    "add_office",
    "change_membership",
    "confirm_publication",
    "correct_member",
    "edit_belonging",
    "edit_enterprise",
    "edit_office",
    "edit_organisation",
    "edit_product",
    "merge_enterprises",
    "propose_publication",
    "register_enterprise",
    "register_organisation",
    "register_product",
    "retire_product",
    "tell_apart",
    "undo_merge",
    "unpublish",
]
