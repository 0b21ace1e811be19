"""Decode ahead, compute frozen blocks once, keep the results: where most of the speed comes from."""
