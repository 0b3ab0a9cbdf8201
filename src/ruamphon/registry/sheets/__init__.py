"""Enterprises, members, products and organisations as tables: their columns, what a sheet would do, and exports.

`columns` says what a table has; `writing` puts records into it; `planning` reads a sheet against what is there and
answers with a `plan`, which an action carries out.
"""
