"""Decode ahead, compute frozen blocks once, keep the results: where most speed comes from."""
