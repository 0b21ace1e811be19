"""The dataset: store, media, importers, splits and checks; free of torch."""
