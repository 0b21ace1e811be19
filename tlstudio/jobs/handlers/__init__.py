"""One module a family of jobs; imported by the worker alone, so they may import torch."""
