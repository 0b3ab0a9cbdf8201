"""What the board works out, in plain Python: columns, filters, the year as bars, cohorts on one clock."""
