"""The four stages a group walks, and how it is decided that one is done.

Here belong the playbook (stages and their criteria, as versioned data), the evidence and sign-offs handed
in for a criterion, the gate between two stages (proposed by one person, decided by another, replayable
later) and the roadmap a group reads on its phone. What the facts count (members, visits, deliverables)
belongs to the rooms below, which state them in their own `facts.py`; documents and indicators belong to the
rooms above.
"""
