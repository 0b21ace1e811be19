"""The first page: new projects, recent ones, samples, a model somebody gave."""
