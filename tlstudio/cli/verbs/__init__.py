"""One file a verb; each defines `VERB`."""
