"""The cash book (สมุดเงินสด) of a group: what came in and what went out, day by day, with the slip beside it.

Here belong the entries, their slips, the months that were closed and reopened, and the book as a table in and out. An
entry is never edited and never deleted: a wrong one is taken back by an entry of its own, which says why. Prices,
recipes and costs belong to the room above, which writes here through `actions.record` when it spends money.
"""
