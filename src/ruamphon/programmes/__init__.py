"""Programmes, playbook versions, cohorts, enrolments, teams, agreements, activities, deliverables, tasks.

What is asked of a group at each stage, and whether it passed, belongs to pathway.
"""
