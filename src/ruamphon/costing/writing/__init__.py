"""How typed values become rows: shared by this room's actions, each inside its own transaction."""
