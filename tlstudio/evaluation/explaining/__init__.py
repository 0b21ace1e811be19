"""Where in an image a model looked, by several methods, and whether such a map means anything."""
