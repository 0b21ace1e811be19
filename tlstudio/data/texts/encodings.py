"""In which encoding a file of text is written: said by its first bytes, proved, or guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from charset_normalizer import from_bytes

from tlstudio.core.errors import BadInputError, UsageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What people's files are in; of equally good ones the earlier is taken.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030",
    "big5", "shift_jis", "euc_jp", "euc_kr", "cp437", "cp850", "mac_roman",
]  # fmt: skip
_TITLES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252 (Western Europe)",
    "cp1250": "Windows-1250 (Central Europe)", "cp1251": "Windows-1251 (Cyrillic)",
}  # fmt: skip
_CHUNK = 1 << 20
_SAMPLE = 1 << 17
_HEAD = 1 << 16
_LITTLE = 1000
_UNREADABLE = "\udcff"
_ONE_IN = 20
_BEYOND = re.compile(r"[^\x00-\x7f]+")


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no sign become a lone surrogate: whoever keeps the text sees it."""
    if isinstance(error, UnicodeDecodeError):
        return _UNREADABLE, error.end
    raise error


codecs.register_error("tlstudio-mark", _mark)


@dataclass(frozen=True)
class Encoding:
    """How a file is decoded.

    Attributes:
        name: Python's name of it.
        sure: Whether it was told or proved; else it was guessed.
        damaged: First line with bytes that are no sign, 0 when there is none.
    """

    name: str
    sure: bool = True
    damaged: int = 0

    @property
    def title(self) -> str:
        """For the person."""
        return _TITLES.get(self.name, self.name.upper().replace("_", "-"))

    @property
    def said(self) -> str:
        """As a guess says it."""
        return self.title if self.sure else f"probably {self.title}"

    def open(self, path: Path) -> IO[str]:
        """The file as text, line ends as they are; bytes that are no sign are lone surrogates."""
        return path.open(encoding=self.name, errors="tlstudio-mark", newline="")


def encoding_of(path: Path, given: str = "") -> Encoding:
    """The encoding of one file, read once from end to end in constant memory.

    Args:
        path: The file.
        given: What the person says it is, "" when nobody said.

    Raises:
        BadInputError: When it is no text, or not in the encoding that was given.
        UsageError: When there is no encoding of that name.
    """
    if given:
        return _given(path, given)
    named = _by_first_bytes(path)
    return Encoding(named) if named else common_encoding([path])


def common_encoding(paths: Iterable[Path]) -> Encoding:
    """The encoding of those of some files that are not UTF-8; UTF-8 where all are.

    Files that say themselves what they are, and those that are no text, do not count.
    """
    odd = bytearray()
    damaged = 0
    for path in paths:
        try:
            if _by_first_bytes(path):
                continue
        except (BadInputError, OSError):
            continue
        line, signs, errors, sample = _decoded(path, "utf-8")
        if errors and signs >= _ONE_IN * errors:
            damaged = damaged or line
        elif errors:
            odd += sample[: _SAMPLE - len(odd)]
        if len(odd) >= _SAMPLE:
            break
    return _guessed(bytes(odd)) if odd else Encoding("utf-8", damaged=damaged)


def _given(path: Path, given: str) -> Encoding:
    try:
        name = codecs.lookup(given).name
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"There is no encoding {given!r}.", "Usual ones: utf-8, utf-16, cp1252, latin-1."
        ) from error
    told = _by_first_bytes(path) if name.startswith("utf") else ""
    if name == "utf-8":
        name = "utf-8-sig"
    elif name in ("utf-16", "utf-32") and not told.startswith(name):
        raise BadInputError(f"{path.name} is not in {given}.", "Leave the encoding out.")
    elif name == "utf-16":
        name = told
    line, signs, errors, _ = _decoded(path, name)
    if errors and signs < _ONE_IN * errors:
        other = encoding_of(path)
        raise BadInputError(
            f"{path.name} is not in {given}: line {line} holds bytes that are no sign of it.",
            f"It is {other.said}: leave the encoding out, or say --encoding {other.name}.",
        )
    return Encoding(name, damaged=line)


def _by_first_bytes(path: Path) -> str:
    """The encoding that a byte order mark, or zero bytes, tell; "" when they tell none."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if not even and not odd:
        return ""
    # Of two-byte signs, one half is mostly zero in Western texts.
    half = len(head) // 2
    if max(even, odd) > 0.2 * half and min(even, odd) < 0.02 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise BadInputError(
        f"{path.name} is no text: it holds zero bytes.", "Save it as text (UTF-8), or as XLSX."
    )


def _decoded(path: Path, name: str) -> tuple[int, int, int, bytes]:
    """First line with an error, signs beyond ASCII that are right, errors, and lines with such."""
    decoder = codecs.getincrementaldecoder(name)("tlstudio-mark")
    line = signs = errors = lines = 0
    sample = bytearray()
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                wrong = text.count(_UNREADABLE)
                signs += sum(len(piece) for piece in _BEYOND.findall(text)) - wrong
                errors += wrong
                if wrong and not line:
                    line = lines + text.count("\n", 0, text.index(_UNREADABLE)) + 1
                if wrong and len(sample) < _SAMPLE:
                    told = (one for one in chunk.split(b"\n") if not one.isascii())
                    sample += b"".join(one + b"\n" for one in told)
            lines += text.count("\n")
            if not chunk:
                return line, signs, errors, bytes(sample[:_SAMPLE])


def _guessed(sample: bytes) -> Encoding:
    """What fits best; cp1252 where nothing does."""
    # What was cut off may end in the middle of a sign.
    whole = sample[: sample.rfind(b"\n")] if b"\n" in sample else sample
    for some in (whole, whole[:_LITTLE]):
        found = from_bytes(some, cp_isolation=_LIKELY)
        best = found.best()
        if best is None:
            continue
        good = [
            name
            for match in found
            if match.chaos <= best.chaos + 0.005 and match.coherence >= best.coherence - 0.02
            for name in match.could_be_from_charset
        ]
        return Encoding(min(good, key=_LIKELY.index), sure=False)
    return Encoding(_LIKELY[0], sure=False)
