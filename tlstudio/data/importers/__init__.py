"""One file a source format; each defines `IMPORTER`."""
