"""What people corrected, laid over what was read."""
