"""Which class, or which classes, a text is of."""
