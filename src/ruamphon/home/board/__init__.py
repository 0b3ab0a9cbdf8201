"""The board of a cohort: its groups over the stages, with what each waits for; and cohort beside cohort."""
