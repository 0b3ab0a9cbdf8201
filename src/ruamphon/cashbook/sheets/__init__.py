"""The cash book as a table: its columns, what a table that comes in would do, and the table that goes out.

A table that went out and comes back as it was changes nothing: a row that bears a number is looked up, and what it
says must be what is written; only rows without a number are new.
"""
