"""What a person may ask about their own data, composed of all rooms (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562).

A copy to read and one for machines (sections 30 and 31), erasure (section 33), and the officers' page that records
consent for people who have no account (section 19).
"""
