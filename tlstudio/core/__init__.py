"""The nouns: frozen models and small helpers that every other floor speaks of; no torch, no Qt."""
