"""What answers the questions of a desk, one family a module; imported when first asked."""
