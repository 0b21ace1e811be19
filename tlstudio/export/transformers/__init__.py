"""A folder in the style of the transformers library."""
