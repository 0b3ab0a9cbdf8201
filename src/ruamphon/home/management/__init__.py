"""Commands of the platform: the worker."""
