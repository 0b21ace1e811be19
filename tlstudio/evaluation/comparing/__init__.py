"""Runs beside one another: paired tests on the same images, and what differs in their making."""
