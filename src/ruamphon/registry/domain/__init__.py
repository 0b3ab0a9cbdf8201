"""What the registry knows by heart: names that are alike, sizes of a product, the law of registration. No Django."""

from ruamphon.registry.domain.names import GENERIC_WORDS, SHORTEST_ALIKE, Variant, bare_key, bare_name

__all__ = ["GENERIC_WORDS", "SHORTEST_ALIKE", "Variant", "bare_key", "bare_name"]
