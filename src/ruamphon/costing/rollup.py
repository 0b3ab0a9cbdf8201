"""The array form of the engine: a whole programme at once, all six figures, over the same definition."""
