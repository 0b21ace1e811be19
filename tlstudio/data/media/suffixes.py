"""Names that images have; here alone, so that asking for them loads no reader of images."""

from __future__ import annotations

DICOM = frozenset((".dcm", ".dicom", ".ima"))
SUFFIXES = DICOM | {
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff")
}
