"""Persons, their accounts, and who may do what where: scopes, links between scopes, and grants that end.

Every human is a Person; an account is optional. Here is no enterprise, cohort or programme: those rooms own a
Scope each and say by links what lies inside what.
"""
