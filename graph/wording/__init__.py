"""What people write and read, made comparable: case and accents, days, names in capitals, numbers of registers."""
