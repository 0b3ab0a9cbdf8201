"""The page of the docs that draws the room's state machines: `python -m ruamphon.pathway.diagrams`."""

import sys

from ruamphon.pathway.states import EVIDENCE_TRANSITIONS, GATE_TRANSITIONS, PLAN_TRANSITIONS, mermaid

PAGE = """# States of gates, evidence and plans

Generated from `src/ruamphon/pathway/states.py`; a test holds this page against it. To renew it:
`python -m ruamphon.pathway.diagrams > docs/gate-states.md`

## A gate (การผ่านขั้น)

One person proposes, another decides. A decision is never rewritten: reopening closes it with a reason, and the
next proposal is a new row.

```mermaid
{gate}```

## Evidence (หลักฐาน)

```mermaid
{evidence}```

## A version of a development plan (ฉบับของแผนพัฒนา)

The group agrees, another person approves. A change of a version that waits makes it a draft again; one in force is never
changed, the next is a new row.

```mermaid
{plan}```
"""


def page() -> str:
    """The whole page as Markdown."""
    return PAGE.format(
        gate=mermaid(GATE_TRANSITIONS), evidence=mermaid(EVIDENCE_TRANSITIONS), plan=mermaid(PLAN_TRANSITIONS)
    )


if __name__ == "__main__":
    sys.stdout.write(page())
