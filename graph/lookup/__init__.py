"""What words of a user stand for: codes, ids and records."""
