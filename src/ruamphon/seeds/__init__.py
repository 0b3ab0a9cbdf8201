"""What has been published about the real programme, as data files with their sources, and the loading of it.

Belongs here: facts somebody can look up, each with its source, and the playbook the programme begins with. Does not:
anything illustrative (that is the demo programme's), and anything nobody has published. Owns no table; stands above
the rooms it fills and may import them; no room imports it.
"""
