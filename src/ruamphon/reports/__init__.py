"""Papers that are kept and handed on: the evidence pack of an enrolment or of one stage.

Here belong what is put together from the rooms below and leaves the platform as one sealed file, its making in the
worker, and its checking afterwards. What the papers tell (evidence, gates, visits, deliverables) belongs to the rooms
below; pages over many rooms belong to home.
"""
