"""Rubrics, rounds, assessors and what they say of a group.

Here belong the versioned rubrics (items with described levels), the rounds in which several assessors look at the same
groups, their answers with the evidence for them, and what comes out: means, spread, the radar and the change since the
baseline. Potential, selection and follow-up all use it. Cohorts, stages and decisions belong to the rooms above, which
open rounds and ask for results; this room knows groups and people only.
"""
