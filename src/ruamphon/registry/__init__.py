"""Who and what the programme is about: enterprises and their members, organisations, products, places.

One record an enterprise, for life: cohorts come and go, its code stays. Here is no cohort and no stage.
"""
