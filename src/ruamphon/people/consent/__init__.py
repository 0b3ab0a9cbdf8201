"""What people agreed to and took back, who is in a photo, and who asked to be erased (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562).

Personal data rests on consent or on another ground of the Act (sections 19, 24); what rests on consent is asked for
by purpose, separately, in words kept for ever, and is taken back as easily as it was given (section 19). Public pages
ask `queries` at the moment of each request. A name that a published source prints for a public role is not a matter
of consent: its ground is the source, and the record that holds the name says which.
"""
