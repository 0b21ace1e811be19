"""One module a kind of annotation; found by the kind, never by the task."""
