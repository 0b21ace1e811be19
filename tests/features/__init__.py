"""Tests of decoding ahead, engines, caches and the linear solver."""
