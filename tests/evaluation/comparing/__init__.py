"""Tests of runs beside one another."""
