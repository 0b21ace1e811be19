"""Import, look at and label images."""
