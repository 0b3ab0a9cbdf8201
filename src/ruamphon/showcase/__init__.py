"""The public site: what has been published about programmes, cohorts and groups. Owns no table, asks no login."""
