"""What the columns of a table of texts are: its header, and which hold texts, labels and groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

from tlstudio.data.importers.columns import usual

_NAMES = {
    "text": (
        "text", "sentence", "review", "reviewtext", "content", "body", "comment", "tweet",
        "message", "document", "utterance", "phrase", "abstract", "description", "question",
        "query", "post", "article", "statement", "satz", "kommentar", "bewertung", "rezension",
        "nachricht", "beschreibung", "inhalt", "frage", "texte", "texto", "testo", "headline",
        "title", "titel", "subject", "betreff",
    ),
    "label": (
        "sentiment", "polarity", "topic", "intent", "emotion", "stars", "rating", "score", "tag",
        "tags", "genre", "toxic", "spam", "language", "lang", "thema", "stimmung", "sterne",
    ),
    "group": (
        "author", "authorid", "user", "userid", "username", "speaker", "speakerid", "writer",
        "thread", "threadid", "conversation", "conversationid", "documentid", "docid", "autor",
        "verfasser", "sprecher", "nutzer",
    ),
}  # fmt: skip
_PAIRS = (
    ("title", "text"), ("title", "body"), ("title", "content"), ("title", "description"),
    ("title", "review"), ("title", "abstract"), ("headline", "text"), ("headline", "body"),
    ("headline", "description"), ("subject", "body"), ("subject", "message"), ("subject", "text"),
    ("premise", "hypothesis"), ("sentence1", "sentence2"), ("question1", "question2"),
    ("text1", "text2"), ("titel", "text"), ("titel", "inhalt"), ("betreff", "nachricht"),
)  # fmt: skip
_NUMBER = re.compile(r"[-+]?[\d.,]+")
_ROLES = ("text", "label", "group", "split", "path")
_LONG_TITLE = 60
_MOST_CLASSES = 50


def usual_of(role: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Columns of texts that are called as such a column usually is, the best name first."""
    known = {_plain(column): column for column in reversed(columns)}
    found = [known[name] for name in _NAMES.get(role, ()) if name in known]
    if role != "text":
        found = [*usual(role, columns), *found]
    return tuple(dict.fromkeys(found))


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def has_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns.

    Args:
        first: Its cells.
        below: Some rows below.
    """
    names = [cell.strip() for cell in first]
    named = [name for name in names if name]
    if not below:
        return len(names) > 1 and all(any(usual_of(role, [n]) for role in _ROLES) for n in names)
    if not named:
        return False
    if any(_NUMBER.fullmatch(name) or len(name) > _LONG_TITLE for name in named):
        return False
    columns = [
        [row[place].strip() for row in below if place < len(row)] for place in range(len(names))
    ]
    if any(name and name in column for name, column in zip(names, columns, strict=True)):
        return False
    if any(usual_of(role, names) for role in _ROLES):
        return True
    return any(_differs(name, column) for name, column in zip(names, columns, strict=True))


def _differs(name: str, column: Sequence[str]) -> bool:
    """Whether a column holds numbers, few values that recur, or much longer texts than its name."""
    told = [cell for cell in column if cell]
    if not told:
        return False
    if all(_NUMBER.fullmatch(cell) for cell in told):
        return True
    few = len(told) >= 4 and len(set(told)) <= min(_MOST_CLASSES, len(told) // 2)
    return few or mean(map(len, told)) > 3 * len(name)


def texts_among(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The columns that hold the texts: by their names, else the one of the longest words.

    Args:
        columns: Names.
        rows: Cells of some rows.
    """
    plain = {_plain(column): column for column in reversed(columns)}
    for one, other in _PAIRS:
        if one in plain and other in plain:
            return plain[one], plain[other]
    lengths = [_words(rows, place) for place in range(len(columns))]
    longest = columns[lengths.index(max(lengths))]
    for name in usual_of("text", columns):
        # A column that is called so may hold a number, or nothing.
        if 4 * lengths[columns.index(name)] >= max(lengths):
            return (name,)
    return (longest,)


def label_among(columns: Sequence[str], rows: Sequence[Sequence[str]], taken: Sequence[str]) -> str:
    """The column that holds the class, "" when none seems to: by its name, or by few values."""
    free = [column for column in columns if column not in taken]
    for name in usual_of("label", free):
        return name
    fit = [name for name in free if _few(rows, columns.index(name))]
    ends = [name for name in (columns[0], columns[-1]) if name in fit]
    return next(iter([*ends, *fit]), "")


def free_texts(
    columns: Sequence[str], rows: Sequence[Sequence[str]], taken: Sequence[str]
) -> tuple[str, ...]:
    """Other columns that hold words, mostly different ones."""
    return tuple(
        name
        for place, name in enumerate(columns)
        if name not in taken and _words(rows, place) >= 12 and not _few(rows, place)
    )


def _words(rows: Sequence[Sequence[str]], place: int) -> float:
    """Mean number of signs of the cells that hold letters and spaces."""
    cells = [row[place].strip() for row in rows]
    return sum(len(cell) for cell in cells if " " in cell or not cell.isascii()) / max(
        1, len(cells)
    )


def _few(rows: Sequence[Sequence[str]], place: int) -> bool:
    counts = Counter(row[place].strip() for row in rows)
    counts.pop("", None)
    total = counts.total()
    return 2 <= len(counts) <= min(_MOST_CLASSES, max(2, total // 3))
