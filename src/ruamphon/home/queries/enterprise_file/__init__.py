"""The enterprise file: everything one reader may see of one group, gathered from all rooms for one page."""

from ruamphon.home.queries.enterprise_file.file import EnterpriseFile, enterprise_file

__all__ = ["EnterpriseFile", "enterprise_file"]
