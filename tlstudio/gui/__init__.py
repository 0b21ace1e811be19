"""The window: the only place where Qt lives; it asks the floors below and shows what they say."""
