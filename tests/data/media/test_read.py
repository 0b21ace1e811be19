"""Every format at its own depth, and a sentence for every bad file."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from tests.data.media.samples import FORMATS, HEIGHT, WIDTH, dicom, ramp
from tlstudio.core.errors import BadInputError
from tlstudio.data.media.picture import Picture
from tlstudio.data.media.read import probe, read_picture

_DEEP = {
    "grey16.png": 16,
    "grey16.tif": 16,
    "rgb16.tif": 16,
    "five.tif": 16,
    "float.tif": 32,
    "int32.tif": 32,
    "scan.dcm": 12,
}
_GREY = {"grey.jpg", "one-bit.png", "grey16.png", "grey8.tif", "grey16.tif", "float.tif"}
_GREY |= {"int32.tif", "scan.dcm"}


def read(tmp_path: Path, data: bytes, name: str = "x.png") -> Picture:
    """Write and read."""
    (tmp_path / name).write_bytes(data)
    return read_picture([tmp_path / name])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_keeps_its_depth_and_its_channels(name: str, tmp_path: Path) -> None:
    picture = read(tmp_path, FORMATS[name](), name)
    channels = 1 if name in _GREY else 5 if name == "five.tif" else 3
    assert picture.pixels.shape == (HEIGHT, WIDTH, channels)
    assert picture.size == (WIDTH, HEIGHT)
    assert picture.depth == _DEEP.get(name, 8)
    assert len(picture.channels) == channels
    unit = (picture.pixels[:, :, 0].astype(float) - picture.low) / (picture.high - picture.low)
    assert unit[0, 0] < unit[-1, -1]
    if name not in ("scan.dcm", "one-bit.png", "grey.jpg", "grey-alpha.png"):  # windowed, mixed
        assert unit[0, 0] == pytest.approx(0, abs=0.05)
        assert unit[-1, -1] == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("name", FORMATS)
def test_the_content_decides_and_not_the_name(name: str, tmp_path: Path) -> None:
    data = FORMATS[name]()
    honest = read(tmp_path, data, name)
    mislabelled = read(tmp_path, data, "x.jpg" if not name.endswith("jpg") else "x.png")
    assert np.array_equal(honest.pixels, mislabelled.pixels)


def test_sixteen_bits_are_not_squeezed(tmp_path: Path) -> None:
    values = (np.arange(HEIGHT * WIDTH, dtype=np.uint16) * 7 + 30000).reshape(HEIGHT, WIDTH)
    stream = io.BytesIO()
    tifffile.imwrite(stream, values)
    assert np.array_equal(read(tmp_path, stream.getvalue(), "x.tif").pixels[:, :, 0], values)
    stream = io.BytesIO()
    Image.fromarray(values).save(stream, "PNG")
    assert np.array_equal(read(tmp_path, stream.getvalue(), "x.png").pixels[:, :, 0], values)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(kind: str, orientation: int, tmp_path: Path) -> None:
    upright = Image.fromarray(ramp(3, 255)).convert("L").convert("RGB")
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(turns[orientation]) if orientation > 1 else upright
    stream = io.BytesIO()
    if kind == "TIFF":
        tifffile.imwrite(
            stream, np.asarray(stored), photometric="rgb",
            extratags=[(274, "H", 1, orientation, True)],
        )  # fmt: skip
    else:
        exif = Image.Exif()
        exif[274] = orientation
        stored.save(stream, kind, exif=exif, **({"quality": 100} if kind == "JPEG" else {}))
    picture = read(tmp_path, stream.getvalue())
    assert picture.size == (WIDTH, HEIGHT)
    difference = np.abs(picture.pixels.astype(int) - np.asarray(upright).astype(int))
    assert difference.max() < 12


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert (read(tmp_path, stream.getvalue()).pixels == 255).all()


@pytest.mark.parametrize("bits", [8, 16])
def test_white_is_large_where_zero_means_white(bits: int, tmp_path: Path) -> None:
    kind = np.uint8 if bits == 8 else np.uint16
    values = ramp(1, 2**bits - 1, kind)[:, :, 0]
    stream = io.BytesIO()
    tifffile.imwrite(stream, 2**bits - 1 - values, photometric="miniswhite")
    assert np.array_equal(read(tmp_path, stream.getvalue(), "x.tif").pixels[:, :, 0], values)


def test_dicom_is_rescaled_windowed_and_names_its_patient(tmp_path: Path) -> None:
    picture = read(tmp_path, dicom(), "scan")
    assert (picture.low, picture.high) == (-160, 240)
    assert picture.pixels.min() == -1024
    assert picture.facts["patient_id"] == "P-007"
    assert picture.facts["age"] == "061Y"
    turned = read(tmp_path, dicom(mono1=True), "scan1")
    assert np.array_equal(turned.pixels[0, 0], picture.pixels[-1, -1])


def test_what_is_no_single_picture_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="3 frames"):
        read(tmp_path, dicom(frames=3))
    with pytest.raises(BadInputError, match="200 million"):
        read(tmp_path, dicom(Rows=60000, Columns=60000))
    tifffile.imwrite(tmp_path / "z.tif", np.zeros((5, 8, 8), np.uint8), metadata={"axes": "ZYX"})
    with pytest.raises(BadInputError, match="5 planes"):
        read_picture([tmp_path / "z.tif"])


def test_one_file_a_channel(tmp_path: Path) -> None:
    paths = []
    for index in range(3):
        path = tmp_path / f"w{index}.tif"
        tifffile.imwrite(path, ramp(1, 1000 * (index + 1), np.uint16)[:, :, 0])
        paths.append(path)
    picture = read_picture(paths)
    assert picture.pixels.shape == (HEIGHT, WIDTH, 3)
    assert [int(picture.pixels[:, :, i].max()) for i in range(3)] == [1000, 2000, 3000]
    assert picture.channels == ("w0", "w1", "w2")
    tifffile.imwrite(paths[1], np.zeros((5, 5), np.uint16))
    with pytest.raises(BadInputError, match="another size"):
        read_picture(paths)


def test_a_scaled_jpeg_keeps_the_shorter_side(tmp_path: Path) -> None:
    Image.new("RGB", (1600, 800)).save(tmp_path / "x.jpg")
    picture = read_picture([tmp_path / "x.jpg"], shorter=150)
    assert picture.size == (1600, 800)
    assert 150 <= min(picture.pixels.shape[:2]) < 800


@pytest.mark.parametrize("name", ["ä ö.png", "細胞 🔬.png", "a'b\"c.png", "x" * 200 + ".png", "-r"])
def test_any_file_name_in_any_script(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, FORMATS["rgb.png"](), name).depth == 8


@pytest.mark.parametrize("data", [b"", b"\0", b"not an image", b"\xff\xd8\xff", b"II*\0"])
def test_what_is_no_image_names_the_file(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"bad\.png"):
        read(tmp_path, data, "bad.png")
    assert "bad.png" in probe(tmp_path / "bad.png").problem


def test_missing_files_and_folders_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is missing"):
        read_picture([tmp_path / "no.png"])
    with pytest.raises(BadInputError, match="cannot be opened"):
        read_picture([tmp_path])


def _png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size without holding it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [20_000, 100_000])
def test_bombs_are_refused_before_they_unpack(side: int, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="200 million pixels"):
        read(tmp_path, _png_of(side, side))
    (tmp_path / "big.tif").write_bytes(_tiff_of(side))
    with pytest.raises(BadInputError, match=r"too many pixels|damaged"):
        read_picture([tmp_path / "big.tif"])


def _tiff_of(side: int) -> bytes:
    stream = io.BytesIO()
    tifffile.imwrite(stream, np.zeros((8, 8), np.uint8))
    data = bytearray(stream.getvalue())
    with tifffile.TiffFile(io.BytesIO(bytes(data))) as file:
        for code in (256, 257):
            tag = file.pages.first.tags[code]
            data[tag.offset : tag.offset + 12] = struct.pack("<HHII", code, 4, 1, side)
    return bytes(data)


def test_a_hundred_megapixels_are_read(tmp_path: Path) -> None:
    Image.new("L", (10_000, 10_000), 7).save(tmp_path / "large.png", compress_level=1)
    found = probe(tmp_path / "large.png")
    assert (found.width, found.height, found.problem) == (10_000, 10_000, "")


def test_a_huge_image_looks_like_its_small_copy(tmp_path: Path) -> None:
    coarse = np.random.default_rng(0).integers(0, 255, (30, 50), np.uint8)
    large = Image.fromarray(coarse).resize((8000, 4800), Image.Resampling.BICUBIC)
    large.save(tmp_path / "large.png", compress_level=1)
    large.resize((800, 480)).save(tmp_path / "small.png")
    hashes = [int(probe(tmp_path / name).phash, 16) for name in ("large.png", "small.png")]
    assert (hashes[0] ^ hashes[1]).bit_count() <= 2


@pytest.mark.parametrize("name", FORMATS)
def test_damage_anywhere_is_a_picture_or_a_sentence(name: str, tmp_path: Path) -> None:
    content = FORMATS[name]()
    draws = random.Random(name)
    path = tmp_path / "x"
    for turn in range(150):
        bad = bytearray(content)
        if turn % 3 == 0:
            bad = bad[: draws.randrange(1, len(bad))]
        else:
            # Headers matter most.
            reach = 64 if turn % 3 == 1 else len(bad)
            for _ in range(draws.randint(1, 8)):
                bad[draws.randrange(min(reach, len(bad)))] = draws.randrange(256)
        path.write_bytes(bytes(bad))
        problem = probe(path).problem
        if problem:
            assert problem.endswith(".")
            with pytest.raises(BadInputError):
                read_picture([path])
        else:
            assert read_picture([path]).pixels.ndim == 3
