"""What each analysis found, in words and tables: a module and its strings per subject, both of its name."""
