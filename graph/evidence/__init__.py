"""Where facts were read: the pages behind a record or a figure, and how far each can be trusted."""
