"""Ruamphon (รวมพล): the working platform of a community-enterprise development programme."""
