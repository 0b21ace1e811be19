"""The dataset of a project in SQLite: samples, labels, their history, the split."""
