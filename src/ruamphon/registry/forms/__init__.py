"""What people type about groups, members, products and organisations, made into clean values."""
