"""What every room stands on: dates, text, audit rows, stored files, the look. Core knows no room."""
