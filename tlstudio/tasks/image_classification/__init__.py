"""Which class, or which classes, an image shows."""
