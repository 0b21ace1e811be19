"""The command line: the same functions as the window, for terminals and scripts."""
