"""What each kind of message asks of its reader, how it looks, and whether it goes by e-mail unasked."""

from ruamphon.people.enums import Permission
from ruamphon.people.outbox.enums import MessageKind

K = MessageKind

READ_WITH: dict[MessageKind, Permission | None] = {
    # The words and the link are shown to who holds this on the message's scope at that moment;
    # None asks for a role of the reader's own there.
    K.EVIDENCE_RETURNED: Permission.EVIDENCE_READ,
    K.EVIDENCE_ACCEPTED: Permission.EVIDENCE_READ,
    K.REVIEW_WAITING: Permission.EVIDENCE_READ,
    K.GATE_PROPOSED: Permission.GATE_READ,
    K.GATE_DECIDED: Permission.GATE_READ,
    K.TASK_GIVEN: Permission.ENTERPRISE_READ,
    K.TEAM_PROPOSED: Permission.ENTERPRISE_READ,
    K.TEAM_ACCEPTED: Permission.ENTERPRISE_READ,
    K.APPLICATION_DECIDED: Permission.ENTERPRISE_EDIT,
    K.SELECTION_PROPOSED: Permission.COHORT_MANAGE,
    K.GRADUATION_PROPOSED: Permission.GATE_READ,
    K.GRADUATION_DECIDED: Permission.GATE_READ,
    K.ASSESSMENT_ASKED: None,
    K.ASSESSMENT_REOPENED: None,
    K.RULE_FIRED: Permission.GATE_READ,
    K.SHEET_SHARED: Permission.ENTERPRISE_READ,  # whoever works around the group, at the programme too
    K.GRANT_GIVEN: None,
    K.GRANT_ENDING: None,
    K.PASSWORD_SET: None,
}
ICONS: dict[MessageKind, str] = {
    K.EVIDENCE_RETURNED: "arrow-return-left",
    K.EVIDENCE_ACCEPTED: "check2-circle",
    K.REVIEW_WAITING: "clipboard-check",
    K.GATE_PROPOSED: "signpost-split",
    K.GATE_DECIDED: "flag",
    K.TASK_GIVEN: "list-check",
    K.TEAM_PROPOSED: "people",
    K.TEAM_ACCEPTED: "people-fill",
    K.APPLICATION_DECIDED: "envelope-open",
    K.SELECTION_PROPOSED: "ui-checks",
    K.GRADUATION_PROPOSED: "award",
    K.GRADUATION_DECIDED: "award-fill",
    K.ASSESSMENT_ASKED: "clipboard-data",
    K.ASSESSMENT_REOPENED: "arrow-counterclockwise",
    K.RULE_FIRED: "bell",
    K.SHEET_SHARED: "calculator",
    K.GRANT_GIVEN: "shield-check",
    K.GRANT_ENDING: "hourglass-split",
    K.PASSWORD_SET: "key",
}
BY_MAIL_UNASKED: frozenset[MessageKind] = frozenset({K.PASSWORD_SET})
"""About the safety of the account itself; everything else goes by e-mail only to who asked for it."""
