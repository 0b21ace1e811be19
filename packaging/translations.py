"""Bring the translations up to date: collect every text of the window, compile what is translated.

    python packaging/translations.py            # collect into resources/translations/*.ts, compile
    python packaging/translations.py --check    # fail when a text is missing from them

The labels and helps of declared options live below the window, so they are collected here.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from tlstudio.core.fields import options_of
from tlstudio.core.plans import Phase, Plan
from tlstudio.data.splits import SplitSpec
from tlstudio.jobs.beginning import importers, task_specs

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)


def option_texts() -> list[str]:
    """Labels, helps and choices of every declared option, and the titles of tasks and importers."""
    models = [Plan, Phase, SplitSpec, *(item.options for item in importers().values())]
    texts: dict[str, None] = {}
    for model in models:
        for field in options_of(model):
            texts |= dict.fromkeys((field.label, field.help, field.unit, *field.choices))
    texts |= dict.fromkeys(item.title for item in importers().values())
    for spec in task_specs().values():
        texts |= dict.fromkeys((spec.title, spec.sentence))
    return [text for text in texts if text]


def collect(target: Path, language: str) -> None:
    """Update one `.ts` file; what was translated stays."""
    with tempfile.TemporaryDirectory() as folder:
        extra = Path(folder) / "options.py"
        lines = [f"translate({'options'!r}, {text!r})" for text in option_texts()]
        extra.write_text("\n".join(lines), "utf-8")
        sources = sorted(map(str, (ROOT / "tlstudio" / "gui").rglob("*.py")))
        flags = ["-locations", "none", "-no-obsolete", "-source-language", "en"]
        command = ["pyside6-lupdate", *sources, str(extra), *flags]
        command += ["-target-language", language, "-ts", str(target)]
        subprocess.run(command, check=True, capture_output=True)


def unfinished(target: Path) -> list[str]:
    """Texts of a `.ts` file without a translation."""
    root = ET.parse(target).getroot()
    found = []
    for message in root.iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") == "unfinished":
            found.append(message.findtext("source") or "")
    return found


def main() -> int:
    """Collect and compile, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing: dict[str, list[str]] = {}
    for language in LANGUAGES:
        target = FOLDER / f"tlstudio_{language}.ts"
        if args.check:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / target.name
                copy.write_bytes(target.read_bytes())
                collect(copy, language)
                missing[language] = unfinished(copy)
            continue
        collect(target, language)
        missing[language] = unfinished(target)
        compiled = target.with_suffix(".qm")
        command = ["pyside6-lrelease", "-silent", str(target), "-qm", str(compiled)]
        subprocess.run(command, check=True)
    for language, texts in missing.items():
        print(f"{language}: {len(texts)} texts without a translation")
        for text in texts[:20]:
            print(f"  {text}")
    return 1 if args.check and any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
