"""Lets the tests import the pretraining scripts, which are not a package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging" / "pretrain"))
