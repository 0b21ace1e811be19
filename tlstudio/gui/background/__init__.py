"""Everything that is not done on the window's own thread."""
