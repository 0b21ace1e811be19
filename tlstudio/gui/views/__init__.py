"""One module a kind of report part; found by the part's kind, never by the task."""
