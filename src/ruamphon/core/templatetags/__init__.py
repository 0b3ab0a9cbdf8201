"""Template tags: one library, `ruamphon`, a built-in of every template."""
