"""What waits for me today, and the enterprise file: pages composed from all rooms below. Owns no table."""
