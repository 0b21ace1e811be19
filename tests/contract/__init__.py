"""One suite over every registered task, importer, exporter and backbone."""
