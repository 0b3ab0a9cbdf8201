"""The URL walk: every URL, as everybody. A page that is not declared here fails the test.

Objects belong to group A (tests/world.py). Whoever is not let in sees 404 where the object is not theirs to know of,
403 with a sentence where they know it but may not do this, and the sign-in page without an account.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from tests.test_house_rules import PUBLIC, urls

EVERYONE = frozenset(
    [
        "manager",
        "officer",
        "officer2",
        "observer",
        "facilitator",
        "member",
        "student",
        "adviser",
        "mentor",
        "expert",
        "other_member",
        "other_mentor",
        "other_student",
        "stranger",
        "lapsed_student",
    ]
)
OF_A = frozenset(
    [
        "manager",
        "officer",
        "officer2",
        "observer",
        "facilitator",
        "member",
        "student",
        "adviser",
        "mentor",
        "expert",
    ]
)
OFFICERS = frozenset({"manager", "officer", "officer2"})


@dataclass(frozen=True)
class Page:
    """Who may open a URL. `keys` names the attributes of the world that fill its arguments."""

    who: frozenset[str]
    keys: tuple[str, ...] = ()
    post: bool = False
    opens: int = 200
    is_file: bool = False


P = Page
READS_HISTORY = OFFICERS | {"observer", "facilitator", "member", "adviser"}
SEES_SECRETS = OFFICERS | {"member", "student", "adviser"}
WRITES_COSTS = SEES_SECRETS - {"adviser"}
KEEPS_CASH = WRITES_COSTS - OFFICERS
READS_PROGRAMME = OFFICERS | {"observer"}
EDITS_A = OFFICERS | {"facilitator", "member"}
SIGNS = OFFICERS | {"member"}
PLANS = OFFICERS | {"facilitator", "adviser"}
RECORDS = OF_A - {"observer"}
MANAGER = frozenset({"manager"})
ASSESSORS = OFFICERS | {"facilitator", "adviser", "mentor", "expert", "other_mentor"}
MEMBER = frozenset({"member"})
NOBODY = frozenset()
OF_B = READS_PROGRAMME | {"other_member", "other_mentor", "other_student"}

DECLARED: dict[str, Page] = {
    # the public site and the doors
    "showcase:front": P(EVERYONE),
    "showcase:programme": P(EVERYONE, ("programme_code",)),
    "showcase:cohort": P(EVERYONE, ("programme_code", "cohort_number")),
    "showcase:enterprise": P(EVERYONE, ("enterprise_code",)),
    "showcase:photo": P(EVERYONE, ("public_photo",), is_file=True),
    "people:sign-in": P(EVERYONE),
    "people:sign-out": P(EVERYONE, post=True),
    "people:forget": P(EVERYONE, post=True),
    "demo:enter": P(NOBODY, post=True),  # without the example year: tests/demo
    "people:join": P(EVERYONE, ("token",)),
    "set_language": P(EVERYONE, opens=302),  # a GET changes nothing
    "healthz": P(EVERYONE),
    "readyz": P(EVERYONE),
    # people
    "gallery": P(EVERYONE),
    "people:switch": P(EVERYONE),
    "people:account": P(EVERYONE),
    "people:consents": P(EVERYONE),
    "people:access": P(OFFICERS),
    "people:access-invite": P(OFFICERS),
    "people:invitation": P(EVERYONE, opens=302),  # without a link just made there is nothing to show
    "people:grant-end": P(OFFICERS, ("grant",)),
    "people:new-link": P(OFFICERS, ("newcomer",), post=True),
    # messages and what goes outward
    "people:messages": P(EVERYONE),
    "people:messages-read": P(EVERYONE, post=True),
    "people:message-open": P(frozenset({"student"}), ("message",), post=True),
    "people:message-read": P(frozenset({"student"}), ("message",), post=True),
    "people:mail": P(EVERYONE),
    "people:mail-stop": P(EVERYONE, ("stop_token",)),
    "people:outbox": P(OFFICERS),
    "people:outgoing": P(OFFICERS, ("outgoing",)),
    "people:outgoing-decide": P(OFFICERS, ("outgoing",), post=True),
    "people:outgoing-history": P(OFFICERS, ("outgoing",)),
    "people:person-access": P(OFFICERS, ("newcomer",)),
    # the keys of an account: everybody's own, nobody else's
    "people:second-step": P(EVERYONE, opens=410),  # nobody stands between the two steps
    "people:passkey-options": P(EVERYONE, post=True),
    "people:passkey-sign-in": P(EVERYONE, post=True),
    "people:line-start": P(NOBODY),  # not found without a LINE channel, as are the next two
    "people:line-back": P(NOBODY),
    "people:line-link": P(NOBODY),
    "people:line-unlink": P(EVERYONE, post=True),
    "people:security": P(EVERYONE),
    "people:prove": P(EVERYONE),
    "people:totp-new": P(EVERYONE),
    "people:totp-remove": P(EVERYONE),
    "people:recovery-codes": P(EVERYONE, opens=302),  # without codes just made there is nothing to show
    "people:recovery-codes-new": P(EVERYONE, post=True),
    "people:passkey-new": P(EVERYONE),
    "people:passkey-new-options": P(EVERYONE, post=True),
    "people:passkey-edit": P(frozenset({"adviser"}), ("passkey",)),
    "people:passkey-remove": P(frozenset({"adviser"}), ("passkey",)),
    "people:sessions": P(EVERYONE),
    "people:sessions-end": P(EVERYONE, post=True),
    "people:session-end": P(frozenset({"adviser"}), ("sign_in",), post=True),
    "people:account-history": P(EVERYONE),
    # home
    "home:today": P(EVERYONE),
    "home:waiting": P(EVERYONE, ("wait_kind",)),
    "home:search": P(EVERYONE),
    "home:boards": P(EVERYONE - {"stranger", "lapsed_student"}, opens=302),
    "home:board": P(EVERYONE - {"stranger", "lapsed_student"}, ("cohort",)),
    "home:board-xlsx": P(EVERYONE - {"stranger", "lapsed_student"}, ("cohort",), is_file=True),
    "home:board-pdf": P(EVERYONE - {"stranger", "lapsed_student"}, ("cohort",), is_file=True),
    "home:cohorts-compare": P(READS_PROGRAMME, ("programme",)),
    "home:enterprises": P(EVERYONE - {"stranger", "lapsed_student"}),
    "home:enterprise-file": P(OF_A, ("enterprise",)),
    "home:calendar": P(EVERYONE - {"stranger", "lapsed_student"}),
    "home:calendar-links": P(EVERYONE),
    "home:calendar-link-revoke": P(MEMBER, ("calendar_link",), post=True),
    "home:calendar-feed": P(EVERYONE, ("calendar_token",), is_file=True),
    # what people may ask about their data
    "home:my-data": P(EVERYONE),
    "home:my-data-export": P(EVERYONE, is_file=True),
    "home:erasure-ask": P(EVERYONE),
    "home:erasure-take-back": P(EVERYONE, post=True),
    "home:group-consents": P(OFFICERS, ("enterprise",)),
    "home:person-consents": P(OFFICERS, ("silent_person",)),
    "home:person-erasure-ask": P(OFFICERS, ("silent_person",)),
    "home:consent-evidence": P(OFFICERS, ("paper_consent",), is_file=True),
    "home:erasures": P(MANAGER),
    "home:erasure": P(MANAGER, ("erasure",)),
    "home:erasure-confirm": P(MANAGER, ("erasure",)),
    "home:bin": P(RECORDS, ("enterprise",)),
    # registry
    "registry:enterprise-new": P(OFFICERS),
    "registry:enterprise": P(OF_A, ("enterprise",)),
    "registry:enterprise-edit": P(EDITS_A, ("enterprise",)),
    "registry:enterprise-publish": P(OFFICERS, ("enterprise",)),
    "registry:enterprise-unpublish": P(OFFICERS, ("enterprise",)),
    "registry:enterprise-history": P(READS_HISTORY, ("enterprise",)),
    "registry:member-add": P(EDITS_A, ("enterprise",)),
    "registry:member-edit": P(EDITS_A, ("member",)),
    "registry:member-history": P(READS_HISTORY, ("member",)),
    "registry:product-new": P(EDITS_A, ("enterprise",)),
    "registry:product-edit": P(EDITS_A, ("product",)),
    "registry:product-retire": P(EDITS_A, ("product",)),
    "registry:product-delete": P(EDITS_A, ("product",)),
    "registry:product-bring-back": P(EDITS_A, ("binned_product",), post=True),
    "registry:product-history": P(READS_HISTORY, ("product",)),
    "registry:organisations": P(EVERYONE - {"stranger", "lapsed_student"}),
    "registry:organisation-new": P(OFFICERS),
    "registry:organisation": P(READS_PROGRAMME, ("organisation",)),
    "registry:organisation-edit": P(OFFICERS, ("organisation",)),
    "registry:organisation-history": P(READS_PROGRAMME, ("organisation",)),
    "registry:office-new": P(OFFICERS, ("organisation",)),
    "registry:office-edit": P(OFFICERS, ("office",)),
    "registry:belonging-new": P(OFFICERS, ("organisation",)),
    "registry:belonging-edit": P(OFFICERS, ("belonging",)),
    "registry:legal-status": P(OF_A, ("enterprise",)),
    "registry:legal-status-new": P(EDITS_A, ("enterprise",)),
    "registry:legal-status-correct": P(EDITS_A, ("legal_status",)),
    "registry:legal-status-void": P(EDITS_A, ("legal_status",)),
    "registry:legal-status-file": P(OF_A - {"observer"}, ("legal_status",), is_file=True),
    "registry:legal-status-history": P(READS_HISTORY, ("legal_status",)),
    "registry:renewals": P(OFFICERS),
    "registry:need-new": P(EDITS_A, ("enterprise",)),
    "registry:need-edit": P(EDITS_A, ("need",)),
    "registry:need-history": P(READS_HISTORY, ("need",)),
    # tables in and out
    "registry:imports": P(EDITS_A | {"other_member"}),
    "registry:import-new": P(EDITS_A | {"other_member"}, ("sheet_kind",)),
    "registry:import-template": P(EDITS_A | {"other_member"}, ("sheet_kind",), is_file=True),
    "registry:import-review": P(frozenset({"officer"}), ("import_draft",)),  # one's own until it is done
    "registry:import-columns": P(frozenset({"officer"}), ("import_draft",)),
    "registry:import-discard": P(frozenset({"officer"}), ("import_draft",), post=True),
    "registry:import-history": P(READS_PROGRAMME, ("import_done",)),
    "registry:organisations-export": P(EVERYONE - {"stranger", "lapsed_student"}, is_file=True),
    "home:enterprises-export": P(EVERYONE - {"stranger", "lapsed_student"}, ("sheet_kind",), is_file=True),
    "registry:duplicates": P(OFFICERS),
    "registry:duplicate": P(OFFICERS, ("enterprise", "other_enterprise")),
    "registry:duplicate-not-same": P(OFFICERS, ("enterprise", "other_enterprise"), post=True),
    "registry:duplicate-merge": P(OFFICERS, ("enterprise", "other_enterprise")),
    "registry:merge": P(OF_A, ("merge",)),
    "registry:merge-undo": P(OFFICERS, ("merge",)),
    "registry:merge-history": P(READS_HISTORY, ("merge",)),
    # assessments
    "assessments:mine": P(ASSESSORS),
    "assessments:assessment": P(frozenset({"manager", "officer"}), ("assessment",)),
    "assessments:assessment-fill": P(frozenset({"other_mentor"}), ("open_assessment",)),
    "assessments:assessment-reopen": P(frozenset({"manager", "officer"}), ("assessment",)),
    "assessments:assessment-assessor": P(OFFICERS, ("open_assessment",)),
    "assessments:assessment-history": P(frozenset({"manager", "officer"}), ("assessment",)),
    "assessments:score-file": P(frozenset({"manager", "officer"}), ("score_file",), is_file=True),
    "assessments:score-file-remove": P(frozenset({"officer"}), ("score_file",), post=True),
    "assessments:round": P(READS_PROGRAMME, ("round",)),
    "assessments:round-due": P(OFFICERS, ("round",)),
    "assessments:round-history": P(READS_PROGRAMME, ("round",)),
    "assessments:rubrics": P(READS_PROGRAMME, ("programme_scope",)),
    "assessments:rubric-new": P(MANAGER, ("programme_scope",)),
    "assessments:rubric": P(READS_PROGRAMME, ("rubric",)),
    "assessments:rubric-edit": P(MANAGER, ("draft_rubric",)),
    "assessments:rubric-publish": P(MANAGER, ("draft_rubric",), post=True),
    "assessments:rubric-version-new": P(MANAGER, ("rubric",), post=True),
    "assessments:rubric-difference": P(READS_PROGRAMME, ("draft_rubric",)),
    "assessments:rubric-history": P(READS_PROGRAMME, ("rubric",)),
    "assessments:rubric-item-new": P(MANAGER, ("draft_rubric",)),
    "assessments:rubric-item-edit": P(MANAGER, ("rubric_item",)),
    "assessments:rubric-item-remove": P(MANAGER, ("rubric_item",)),
    "assessments:potential": P(OF_A, ("enterprise",)),
    "programmes:cohort-rounds": P(READS_PROGRAMME, ("cohort",)),
    "programmes:round-new": P(OFFICERS, ("cohort",)),
    # programmes
    "programmes:candidates": P(OFFICERS),
    "programmes:candidate-enrol": P(OFFICERS, ("candidate",)),
    "programmes:programmes": P(READS_PROGRAMME),
    "programmes:programme": P(READS_PROGRAMME, ("programme",)),
    "programmes:programme-history": P(READS_PROGRAMME, ("programme",)),
    "programmes:cohort-new": P(OFFICERS, ("programme",)),
    "programmes:cohort": P(READS_PROGRAMME, ("cohort",)),
    "programmes:cohort-edit": P(OFFICERS, ("cohort",)),
    "programmes:cohort-history": P(READS_PROGRAMME, ("cohort",)),
    "programmes:cohort-enrol": P(OFFICERS, ("cohort",)),
    "programmes:cohort-papers": P(OFFICERS, ("cohort",)),
    "programmes:cohort-clone": P(OFFICERS, ("cohort",)),
    "programmes:cohort-call": P(OFFICERS, ("next_cohort",)),
    "programmes:group-applications": P(EDITS_A, ("enterprise",)),
    "programmes:application-new": P(OFFICERS, ("candidate", "call")),
    "programmes:application": P(EDITS_A | {"observer"}, ("application",)),
    "programmes:application-withdraw": P(EDITS_A, ("application",)),
    "programmes:application-history": P(EDITS_A | {"observer"}, ("application",)),
    "programmes:cohort-selection": P(READS_PROGRAMME, ("next_cohort",)),
    "programmes:selection-export": P(READS_PROGRAMME, ("next_cohort",), is_file=True),
    "programmes:selection-round": P(OFFICERS, ("next_cohort",)),
    "programmes:selection-propose": P(OFFICERS, ("application",)),
    "programmes:selection": P(READS_PROGRAMME, ("selection",)),
    "programmes:selection-decide": P(
        frozenset({"manager", "officer2"}), ("selection",), opens=302
    ),  # the form is on the proposal's page
    "programmes:selection-withdraw": P(OFFICERS, ("selection",)),
    "programmes:agreements": P(READS_PROGRAMME, ("programme",)),
    "programmes:agreement-new": P(OFFICERS, ("programme",)),
    "programmes:agreement": P(READS_PROGRAMME, ("agreement",)),
    "programmes:agreement-edit": P(OFFICERS, ("agreement",)),
    "programmes:agreement-history": P(READS_PROGRAMME, ("agreement",)),
    "programmes:agreement-sheet": P(READS_PROGRAMME, ("agreement",), is_file=True),
    "programmes:agreement-text-new": P(OFFICERS, ("agreement",)),
    "programmes:agreement-scan-new": P(OFFICERS, ("agreement",)),
    "programmes:agreement-scan": P(READS_PROGRAMME, ("agreement_scan",), is_file=True),
    "programmes:signatory-new": P(OFFICERS, ("agreement",)),
    "programmes:signatory-edit": P(OFFICERS, ("signatory",)),
    "programmes:signatory-remove": P(OFFICERS, ("signatory",)),
    "programmes:activity-record": P(OF_A, ("visit",), is_file=True),
    "programmes:activity-attendance": P(OF_A, ("visit",), is_file=True),
    "programmes:activity-new": P(OFFICERS, ("cohort",)),
    "programmes:enrolment": P(OF_A, ("enrolment",)),
    "programmes:enrolment-state": P(OFFICERS, ("enrolment",)),
    "programmes:enrolment-history": P(READS_HISTORY, ("enrolment",)),
    "programmes:team-new": P(OFFICERS, ("enrolment",)),
    "programmes:visit-new": P(RECORDS, ("enrolment",)),
    "programmes:deliverable-new": P(frozenset({"student"}), ("enrolment",)),
    "programmes:task-new": P(PLANS, ("enrolment",)),
    "programmes:team": P(OF_A, ("team",)),
    "programmes:team-accept": P(OFFICERS, ("proposed_team",), post=True),
    "programmes:team-dates": P(OFFICERS, ("team",)),
    "programmes:team-end": P(OFFICERS, ("team",)),
    "programmes:team-history": P(READS_HISTORY, ("team",)),
    "programmes:activity": P(OF_A, ("visit",)),
    "programmes:attendance": P(OF_A, ("enrolment",)),
    "programmes:activity-people": P(RECORDS, ("visit",)),
    "programmes:activity-share": P(OF_A, ("visit",)),
    "programmes:activity-history": P(READS_HISTORY, ("visit",)),
    "programmes:activity-delete": P(OFFICERS | {"student"}, ("visit",)),
    "programmes:activity-bring-back": P(OFFICERS | {"student"}, ("binned_activity",), post=True),
    "programmes:activity-photo": P(OF_A, ("visit_photo",), is_file=True),
    "programmes:photo-people": P(RECORDS, ("visit_photo",)),
    "programmes:photo-publish": P(OFFICERS, ("visit_photo",)),
    "programmes:photo-unpublish": P(OFFICERS, ("visit_photo",), post=True),
    "programmes:deliverable": P(SEES_SECRETS, ("deliverable",)),
    "programmes:deliverable-comment": P(SEES_SECRETS, ("deliverable",)),
    "programmes:deliverable-check": P(OFFICERS | {"adviser"}, ("deliverable",)),
    "programmes:deliverable-return": P(OFFICERS | {"adviser"}, ("deliverable",)),
    "programmes:deliverable-accept": P(NOBODY, ("deliverable",)),  # a draft: nobody, until it is checked
    "programmes:deliverable-history": P(READS_HISTORY & SEES_SECRETS, ("deliverable",)),
    "programmes:deliverable-delete": P(frozenset({"student"}), ("deliverable",)),
    "programmes:deliverable-bring-back": P(frozenset({"student"}), ("binned_deliverable",), post=True),
    "programmes:deliverable-version-new": P(frozenset({"student"}), ("deliverable",)),
    "programmes:deliverable-file": P(SEES_SECRETS, ("deliverable_version",), is_file=True),
    "programmes:task": P(OF_A, ("task",)),
    "programmes:task-done": P(PLANS | {"student"}, ("task",)),
    "programmes:task-cancel": P(PLANS | {"student"}, ("task",)),
    "programmes:task-share": P(OF_A, ("task",)),
    "programmes:task-delete": P(PLANS, ("task",)),
    "programmes:task-bring-back": P(PLANS, ("binned_task",), post=True),
    "programmes:task-history": P(READS_HISTORY, ("task",)),
    # the cash book: a secret of the group
    "cashbook:book": P(SEES_SECRETS, ("enterprise",)),
    "cashbook:month": P(SEES_SECRETS, ("enterprise", "cash_month")),
    "cashbook:year": P(SEES_SECRETS, ("enterprise", "cash_year")),
    "cashbook:entry-new": P(frozenset({"member", "student"}), ("enterprise", "cash_direction")),
    "cashbook:month-close": P(frozenset({"member", "adviser"}), ("enterprise", "cash_month")),
    "cashbook:month-reopen": P(frozenset({"member", "adviser"}), ("enterprise", "cash_month")),
    "cashbook:month-history": P(READS_HISTORY & SEES_SECRETS, ("cash_close",)),
    "cashbook:entry": P(SEES_SECRETS, ("cash_entry",)),
    "cashbook:entry-reverse": P(frozenset({"member", "student"}), ("cash_entry",)),
    "cashbook:entry-history": P(READS_HISTORY & SEES_SECRETS, ("cash_entry",)),
    "cashbook:slip-new": P(frozenset({"member", "student"}), ("cash_entry",)),
    "cashbook:export": P(SEES_SECRETS, ("enterprise",), is_file=True),
    "cashbook:import-new": P(frozenset({"member", "student"}), ("enterprise",)),
    "cashbook:import-template": P(frozenset({"member", "student"}), ("enterprise",), is_file=True),
    "cashbook:import-review": P(MEMBER, ("cash_import",)),  # one's own
    "cashbook:import-discard": P(MEMBER, ("cash_import",), post=True),
    "cashbook:slip": P(SEES_SECRETS, ("cash_slip",), is_file=True),
    # costs: secrets of the group
    "costing:costs": P(SEES_SECRETS, ("enterprise",)),
    "costing:sheet-new": P(WRITES_COSTS, ("enterprise",)),
    "costing:materials": P(SEES_SECRETS, ("enterprise",)),
    "costing:material-new": P(WRITES_COSTS, ("enterprise",)),
    "costing:equipment-new": P(WRITES_COSTS, ("enterprise",)),
    "costing:intake-new": P(WRITES_COSTS, ("enterprise",)),
    "costing:material": P(SEES_SECRETS, ("material",)),
    "costing:material-edit": P(WRITES_COSTS, ("material",)),
    "costing:equipment-edit": P(WRITES_COSTS, ("equipment",)),
    "costing:material-price": P(WRITES_COSTS, ("material",)),
    "costing:material-history": P(READS_HISTORY & SEES_SECRETS, ("material",)),
    "costing:intake": P(SEES_SECRETS, ("intake",)),
    "costing:intake-void": P(KEEPS_CASH, ("intake",)),  # it is in the cash book, which officers do not write
    "costing:intake-pay": P(KEEPS_CASH, ("credit_intake",)),
    "costing:intake-history": P(READS_HISTORY & SEES_SECRETS, ("intake",)),
    "costing:own-rate": P(WRITES_COSTS, ("enterprise",)),
    "costing:shared-sheets": P(EVERYONE),
    "costing:sheet": P(SEES_SECRETS, ("recipe",)),
    "costing:making-edit": P(WRITES_COSTS, ("recipe",)),
    "costing:lines-edit": P(WRITES_COSTS, ("recipe", "cost_part")),
    "costing:sheet-hand-in": P(frozenset({"student"}), ("recipe",)),
    "costing:sheet-delete": P(WRITES_COSTS, ("draft_recipe",)),
    "costing:sheet-bring-back": P(WRITES_COSTS, ("binned_recipe",), post=True),
    "costing:sheet-history": P(READS_HISTORY & SEES_SECRETS, ("recipe",)),
    "costing:version": P(SEES_SECRETS | {"mentor"}, ("cost_version",)),  # the group shares it with the mentor
    "costing:version-comment": P(SEES_SECRETS, ("cost_version",)),
    "costing:version-share": P(MEMBER, ("cost_version",)),
    "costing:comment-settle": P(WRITES_COSTS, ("cost_comment",), post=True),
    "costing:share-end": P(MEMBER, ("cost_share",), post=True),
    "costing:decide": P(SEES_SECRETS, ("recipe",)),
    "costing:version-xlsx": P(SEES_SECRETS, ("cost_version",), is_file=True),
    "costing:version-pdf": P(SEES_SECRETS, ("cost_version",), is_file=True),
    "costing:sheet-xlsx": P(SEES_SECRETS, ("recipe",), is_file=True),
    "costing:sheet-pdf": P(SEES_SECRETS, ("recipe",), is_file=True),
    "costing:batches": P(SEES_SECRETS, ("recipe",)),
    "costing:batch-new": P(WRITES_COSTS, ("recipe",)),
    "costing:batch": P(SEES_SECRETS, ("made_batch",)),
    "costing:batch-void": P(WRITES_COSTS, ("made_batch",)),
    "costing:batch-history": P(READS_HISTORY & SEES_SECRETS, ("made_batch",)),
    # evidence packs
    "reports:packs": P(OF_A, ("enrolment",)),
    "reports:pack-new": P(OF_A, ("enrolment",)),
    "reports:pack": P(SEES_SECRETS, ("pack",)),  # it holds the group's recipes and costs
    "reports:pack-file": P(SEES_SECRETS, ("pack",), is_file=True),
    "reports:pack-cancel": P(SEES_SECRETS, ("pack",), post=True),
    "reports:pack-history": P(READS_HISTORY & SEES_SECRETS, ("pack",)),
    # pathway
    "pathway:roadmap": P(OF_A, ("enrolment",)),
    "pathway:roadmap-share": P(OF_A, ("enrolment",)),
    "pathway:evidence-new": P(OFFICERS | {"facilitator", "student"}, ("enrolment", "evidence_code")),
    "pathway:evidence": P(OF_A, ("evidence",)),
    "pathway:evidence-review": P(frozenset({"adviser"}), ("evidence",)),
    "pathway:evidence-revise": P(OFFICERS | {"facilitator", "student"}, ("returned",)),
    "pathway:evidence-withdraw": P(OFFICERS | {"student"}, ("evidence",)),
    "pathway:evidence-history": P(READS_HISTORY, ("evidence",)),
    "pathway:evidence-file": P(OF_A, ("evidence_file",), is_file=True),
    "pathway:sign-off-new": P(EDITS_A, ("enrolment", "sign_off_code")),
    "pathway:sign-off": P(OF_A, ("sign_off",)),
    "pathway:sign-off-withdraw": P(SIGNS, ("sign_off",)),
    "pathway:sign-off-history": P(READS_HISTORY, ("sign_off",)),
    "pathway:gate-propose": P(OFFICERS, ("other_enrolment",)),
    "pathway:gate": P(OF_A, ("gate",)),
    "pathway:gate-decide": P(
        frozenset({"manager", "officer2"}), ("gate",), opens=302
    ),  # the form is on the gate's page
    "pathway:gate-withdraw": P(OFFICERS, ("gate",)),
    "pathway:gate-reopen": P(OFFICERS, ("gate",)),
    "pathway:gate-minutes": P(OF_A, ("gate",), is_file=True),
    "pathway:gate-history": P(READS_HISTORY, ("gate",)),
    # development plans
    "pathway:plan": P(OF_A, ("enrolment",)),
    "pathway:plan-edit": P(EDITS_A | {"student"}, ("enrolment",)),
    "pathway:plan-version": P(OF_A, ("waiting_plan_version",)),
    "pathway:plan-agree": P(EDITS_A, ("waiting_plan_version",)),
    "pathway:plan-approve": P(OFFICERS, ("waiting_plan_version",)),
    "pathway:plan-return": P(EDITS_A, ("waiting_plan_version",)),
    "pathway:plan-print": P(OF_A, ("plan_version",)),
    "pathway:plan-history": P(READS_HISTORY, ("plan_version",)),
    "pathway:readiness": P(OF_A, ("enrolment",)),
    "pathway:cohort-readiness": P(READS_PROGRAMME, ("cohort",)),
    "pathway:graduation-propose": P(OFFICERS, ("other_enrolment",)),
    "pathway:graduation": P(OF_A, ("graduation",)),
    "pathway:graduation-decide": P(
        frozenset({"manager", "officer2"}), ("graduation",), opens=302
    ),  # the form is on the proposal's page
    "pathway:graduation-withdraw": P(OFFICERS, ("graduation",)),
    "pathway:graduation-history": P(READS_HISTORY, ("graduation",)),
    "pathway:alumni": P(READS_PROGRAMME, ("programme",)),
    "pathway:follow-up": P(OF_B, ("follow_up",)),
    "pathway:follow-up-open": P(OFFICERS, ("follow_up",)),
    "pathway:follow-up-record": P(OFFICERS, ("follow_up",)),
    "pathway:follow-up-history": P(READS_PROGRAMME | {"other_member"}, ("follow_up",)),
    "pathway:playbook": P(
        EVERYONE - {"stranger", "lapsed_student"}, ("playbook",)
    ),  # what is asked is no secret
    "pathway:playbook-publish": P(MANAGER, ("draft_playbook",), post=True),
    "pathway:playbook-history": P(READS_PROGRAMME, ("playbook",)),
    "pathway:playbook-import": P(MANAGER, ("programme",)),
    "pathway:playbook-move": P(MANAGER, ("cohort",)),
    # rules and standing still
    "pathway:programme-rules": P(READS_PROGRAMME, ("programme",)),
    "pathway:rules-edit": P(MANAGER, ("programme",)),
    "pathway:rule-set": P(READS_PROGRAMME, ("rule_set",)),
    "pathway:rule-set-history": P(READS_PROGRAMME, ("rule_set",)),
    "pathway:rules-fired": P(OF_A, ("enrolment",)),
    "pathway:programme-stalls": P(READS_PROGRAMME, ("programme",)),
    "pathway:cohort-stalls": P(READS_PROGRAMME, ("cohort",)),
}


def address(name, page, world):
    return reverse(name, args=[getattr(world, key) for key in page.keys])


def test_every_url_is_declared():
    assert {name for name, _ in urls()} == set(DECLARED)


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_everybody_opens_what_is_theirs_and_nothing_else(who, world, client):
    client.force_login(getattr(world.cast, who))
    wrong = []
    for name, page in DECLARED.items():
        url = address(name, page, world)
        allowed = who in page.who
        if page.post:
            if client.get(url).status_code != 405 and allowed:
                wrong.append((name, "GET of a POST-only page"))
            if not allowed:
                status = client.post(url).status_code
                if status not in {403, 404}:
                    wrong.append((name, "POST", status))
            continue
        response = client.get(url)
        expected = {page.opens} if allowed else {403, 404}
        if response.status_code not in expected:
            wrong.append((name, response.status_code, "expected", sorted(expected)))
    assert not wrong, "\n" + "\n".join(map(str, wrong))


def test_without_an_account_only_public_pages_open(world, client):
    wrong = []
    for name, page in DECLARED.items():
        url = address(name, page, world)
        response = client.post(url) if page.post else client.get(url)
        to_sign_in = response.status_code == 302 and response.url.startswith(reverse("people:sign-in"))
        if (name in PUBLIC) == to_sign_in and name not in {"people:sign-out", "people:forget"}:
            wrong.append((name, response.status_code))
    assert not wrong, "\n" + "\n".join(map(str, wrong))
