"""Downloads from a local server: cut off, gone on with, hashed, refused, offline."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tlstudio.core.cards import BackboneCard, WeightsSource
from tlstudio.core.errors import BadInputError, OfflineError
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.models.catalogue.catalogue import card, weights_file
from tlstudio.models.fetch import fetch

CONTENT = bytes(range(256)) * 4096
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Server:
    """What it sends, and what it was asked."""

    address: str = ""
    content: bytes = CONTENT
    cut_after: int | None = None
    ranges: bool = True
    status: int = 0
    linked: str = ""
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    facts = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            facts.asked.append(wanted)
            if facts.linked and self.path == "/w.pth":
                self.send_response(302)
                self.send_header("Location", "/mirror")
                self.send_header("X-Linked-ETag", f'"{facts.linked}"')
                self.end_headers()
                return
            begin = int(wanted[6:-1]) if wanted and facts.ranges else 0
            if facts.status or begin >= len(facts.content):
                self.send_error(facts.status or 416)
                return
            body = facts.content[begin:]
            self.send_response(206 if begin else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if facts.cut_after is not None:
                body, facts.cut_after = body[: facts.cut_after], None
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    facts.address = f"http://127.0.0.1:{httpd.server_port}/w.pth"
    yield facts
    httpd.shutdown()
    httpd.server_close()


def to_fetch(server: Server, **facts: str) -> BackboneCard:
    """A card that points to the server."""
    source = WeightsSource(url=server.address, file="w.pth", **(facts or {"sha256": DIGEST}))
    return card("squeezenet1_1").model_copy(update={"id": "w", "weights": source})


def test_a_file_arrives_whole_and_is_not_fetched_twice(server: Server) -> None:
    target = fetch(to_fetch(server), Silent())
    assert target.read_bytes() == CONTENT
    assert fetch(to_fetch(server), Silent()) == target
    assert server.asked == [""]
    assert [path.name for path in target.parent.iterdir()] == ["w.pth"]


def test_a_cut_connection_is_gone_on_with(server: Server) -> None:
    server.cut_after = 300_000
    assert fetch(to_fetch(server), Silent()).read_bytes() == CONTENT
    assert len(server.asked) == 2
    assert server.asked[1].startswith("bytes=")
    assert int(server.asked[1][6:-1]) > 0


def test_an_earlier_download_is_gone_on_with(server: Server) -> None:
    target = weights_file(to_fetch(server))
    target.parent.mkdir(parents=True)
    target.with_name("w.pth.part").write_bytes(CONTENT[:1000])
    assert fetch(to_fetch(server), Silent()).read_bytes() == CONTENT
    assert server.asked == ["bytes=1000-"]


def test_a_download_cut_after_its_last_byte_is_kept(server: Server) -> None:
    target = weights_file(to_fetch(server))
    target.parent.mkdir(parents=True)
    target.with_name("w.pth.part").write_bytes(CONTENT)
    assert fetch(to_fetch(server), Silent()).read_bytes() == CONTENT


def test_a_server_that_cannot_go_on_begins_again(server: Server) -> None:
    server.ranges = False
    server.cut_after = 300_000
    assert fetch(to_fetch(server), Silent()).read_bytes() == CONTENT


@pytest.mark.parametrize("facts", [{"sha256": "0" * 64}, {"sha256_prefix": "deadbeef"}])
def test_another_content_than_promised_is_deleted(server: Server, facts: dict[str, str]) -> None:
    found = to_fetch(server, **facts)
    with pytest.raises(BadInputError, match="SHA-256 differs"):
        fetch(found, Silent())
    assert list(weights_file(found).parent.iterdir()) == []


def test_the_hash_that_a_hub_states_is_checked(server: Server) -> None:
    server.linked = DIGEST
    assert fetch(to_fetch(server, sha256=""), Silent()).read_bytes() == CONTENT


def test_what_differs_from_the_hub_s_hash_is_deleted(server: Server) -> None:
    server.linked = "0" * 64
    with pytest.raises(BadInputError, match="SHA-256 differs"):
        fetch(to_fetch(server, sha256=""), Silent())


def test_a_page_that_is_gone_is_not_asked_again(server: Server) -> None:
    server.status = 404
    with pytest.raises(OfflineError) as caught:
        fetch(to_fetch(server), Silent())
    assert len(server.asked) == 1
    assert "models unpack" in caught.value.hint


def test_offline_says_what_to_do_instead(server: Server) -> None:
    found = to_fetch(server).model_copy(
        update={"weights": WeightsSource(url="http://127.0.0.1:9/w.pth", sha256=DIGEST)}
    )
    with pytest.raises(OfflineError) as caught:
        fetch(found, Silent())
    assert str(weights_file(found)) in caught.value.hint


def test_insecure_addresses_are_refused() -> None:
    source = WeightsSource(url="http://example.org/w.pth", sha256=DIGEST)
    found = card("squeezenet1_1").model_copy(update={"id": "w", "weights": source})
    with pytest.raises(BadInputError, match="not secure"):
        fetch(found, Silent())


def test_a_stop_keeps_what_has_arrived(server: Server, tmp_path: Path) -> None:
    class Impatient(Silent):
        def should_stop(self) -> bool:
            return True

    found = to_fetch(server)
    with pytest.raises(Stopped):
        fetch(found, Impatient())
    part = weights_file(found).with_name("w.pth.part")
    arrived = part.stat().st_size
    assert 0 < arrived < len(CONTENT)
    assert fetch(found, Silent()).read_bytes() == CONTENT
    assert server.asked[-1] == f"bytes={arrived}-"
