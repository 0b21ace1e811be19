"""Tests of single tasks; what holds for all of them is under contract."""
