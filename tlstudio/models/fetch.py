"""Downloads of weights: they go on where they were cut, and only what is whole is kept."""

from __future__ import annotations

import http.client
import os
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError, OfflineError
from tlstudio.core.files import disk_errors, replace, sha256, sync_folder
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.models.catalogue.catalogue import weights_file

_CHUNK = 1 << 18
_TRIES = 4
_TIMEOUT = 30.0
_NOTHING_MORE = 416


def fetch(card: BackboneCard, reporter: Reporter) -> Path:
    """Download a card's weights into the models folder.

    What arrived of an earlier, broken download is kept beside the target and goes on; the file
    takes its place only when its hash (and size, where stated) are right.

    Args:
        card: Whose weights.
        reporter: Hears of bytes; a stop keeps what has arrived.

    Returns:
        The file.

    Raises:
        OfflineError: When the address cannot be reached; the sentence says what to do instead.
        BadInputError: When the card has no address, or what arrived is not what was promised.
        Stopped: When the reporter said so.
    """
    target = weights_file(card)
    if target.is_file():
        return target
    if card.origin == "embedded":
        raise BadInputError(
            f"The weights of {card.id}, which come with the program, are missing.",
            "Install the program again, with everything that it depends on.",
        )
    url = card.weights.url
    if not url:
        raise BadInputError(
            f"There is no address to fetch {card.id} from.", "Add its file: tlstudio models add."
        )
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise BadInputError(f"The address of {card.id} is not secure (https).")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    stated = ""
    for attempt in range(_TRIES):
        try:
            stated = _transfer(url, part, reporter, card.id)
            break
        except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code == _NOTHING_MORE:
                # Cut off after the last byte: whole, or of another file; the hash tells.
                if card.weights.sha256 or card.weights.sha256_prefix:
                    break
                part.unlink(missing_ok=True)
                continue
            if attempt == _TRIES - 1 or _hopeless(error):
                raise _offline(card, target, error) from error
    _check(card, part, stated)
    with disk_errors("the weights"):
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        replace(part, target)
        sync_folder(target.parent)
    return target


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows as usual, and keeps the hash that a hub states before it sends on to a mirror."""

    def __init__(self) -> None:
        self.digest = ""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        """Remember the hash of the answer that redirects."""
        if req.full_url.startswith("https://") and not newurl.startswith("https://"):
            raise urllib.error.URLError(f"the server wants to go on without https ({newurl})")
        self.digest = _stated(headers) or self.digest
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _stated(headers: Any) -> str:
    """The SHA-256 that a hub gives as the entity tag of a large file, "" without."""
    text = str(headers.get("X-Linked-ETag") or "").strip('W/"').lower()
    return text if re.fullmatch(r"[0-9a-f]{64}", text) else ""


def _transfer(url: str, part: Path, reporter: Reporter, name: str) -> str:
    """Bring what is missing; the hash that the server states, "" when it does not."""
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    redirects = _Redirects()
    opener = urllib.request.build_opener(redirects)
    with opener.open(request, timeout=_TIMEOUT) as answer:
        if have and answer.status != 206:
            have = 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        with part.open("ab" if have else "wb") as stream:
            # What has arrived, not a whole chunk: a slow line is to be seen, and stopped, too.
            while chunk := answer.read1(_CHUNK):
                with disk_errors("the weights"):
                    stream.write(chunk)
                have += len(chunk)
                reporter.progress(f"fetching {name} (bytes)", have, total)
                if reporter.should_stop():
                    raise Stopped
        if total is not None and have < total:
            raise http.client.IncompleteRead(b"", total - have)
        return redirects.digest or _stated(answer.headers)


def _hopeless(error: Exception) -> bool:
    if isinstance(error, urllib.error.HTTPError):
        return error.code in (401, 403, 404, 410)
    return isinstance(error, urllib.error.URLError) and not isinstance(error.reason, TimeoutError)


def _check(card: BackboneCard, part: Path, stated: str) -> None:
    source = card.weights
    digest = sha256(part)
    right = digest.startswith(source.sha256 or source.sha256_prefix or stated)
    if not right:
        part.unlink()
        raise BadInputError(
            f"What was fetched for {card.id} is not what was promised (its SHA-256 differs).",
            "It was deleted. Try again, or bring the file from another place.",
        )


def _offline(card: BackboneCard, target: Path, error: Exception) -> OfflineError:
    reason = getattr(error, "reason", None) or error
    return OfflineError(
        f"The weights of {card.id} could not be fetched: {reason}.",
        f"On a computer with internet, download {card.weights.url} and copy it here as {target}; "
        f"or run 'tlstudio models pack {card.id} -o stick.zip' there and "
        "'tlstudio models unpack stick.zip' here. The embedded model needs no download.",
    )
