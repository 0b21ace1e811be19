"""Bring the translations up to date: collect every text of the window, compile what is translated.

    python packaging/translations.py            # collect into resources/translations/*.ts, compile
    python packaging/translations.py --check    # fail when a text is missing from them

English has a file for its plurals alone: "1 image", "2 images".
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from texts import Texts, collect

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"de": (), "en": ("-pluralonly",)}


def tool(name: str) -> str:
    """A tool of Qt, from beside this Python or from the path."""
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    return beside or shutil.which(name) or name


def source(texts: Texts) -> str:
    """All texts as calls that `lupdate` understands."""
    lines = []
    for (context, text), counted in texts.items():
        words = f"{json.dumps(context)}, {json.dumps(text, ensure_ascii=False)}"
        # The one form in which it takes a text of Python outside a class for a counted one.
        plural = ', "", QCoreApplication.UnicodeUTF8, n' if counted else ""
        lines.append(f"translate({words}{plural})\n")
    return "".join(lines)


def update(target: Path, texts: Texts) -> None:
    """Bring one `.ts` file up to date; what was translated stays.

    Raises:
        ValueError: When `lupdate` left out a text.
    """
    language = target.stem.rpartition("_")[2]
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "calls.py"
        calls.write_text(source(texts), "utf-8")
        flags = ["-silent", "-locations", "none", "-no-obsolete", "-source-language", "en"]
        command = [tool("pyside6-lupdate"), str(calls), *flags, *LANGUAGES[language]]
        command += ["-target-language", language, "-ts", str(target)]
        subprocess.run(command, check=True)
    there = {(context, text) for context, text, _ in messages(target)}
    wanted = {pair for pair, counted in texts.items() if counted or not LANGUAGES[language]}
    if lost := wanted - there:
        raise ValueError(f"lupdate left out {len(lost)} texts: {sorted(lost)[:3]}")


def messages(target: Path) -> Iterator[tuple[str, str, ET.Element]]:
    """(context, text, translation) of a `.ts` file."""
    for context in ET.parse(target).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None:
                yield name, message.findtext("source") or "", translation


def unfinished(target: Path) -> list[str]:
    """Texts of a `.ts` file without a translation."""
    return [text for _, text, found in messages(target) if found.get("type") == "unfinished"]


def main() -> int:
    """Collect and compile, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    texts = collect()
    missing: dict[str, list[str]] = {}
    for language in LANGUAGES:
        target = FOLDER / f"tlstudio_{language}.ts"
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / target.name
            if target.exists():
                shutil.copy(target, copy)
            update(copy, texts)
            missing[language] = unfinished(copy)
            if args.check:
                continue
            FOLDER.mkdir(parents=True, exist_ok=True)
            shutil.copy(copy, target)
        command = [tool("pyside6-lrelease"), "-silent", str(target)]
        subprocess.run([*command, "-qm", str(target.with_suffix(".qm"))], check=True)
    for language, sentences in missing.items():
        print(f"{language}: {len(sentences)} texts without a translation")
        for text in sentences[:20]:
            print(f"  {text}")
    return 1 if args.check and any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
