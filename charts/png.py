"""PNGs of a few colours, smaller and without loss."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGBA = 6
_SUB = 1  # each byte is kept as its difference from the pixel to the left


def pixels(png: bytes) -> NDArray[np.uint8] | None:
    """Decode a PNG as the rasteriser writes it: rows, columns, RGBA; None otherwise."""
    import numpy as np

    chunks = _chunks(png)
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    data = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8)
    if (depth, colours) != (8, _RGBA):
        return None
    rows = data.reshape(height, 1 + 4 * width)
    if (rows[:, 0] != _SUB).any():
        return None
    differences = rows[:, 1:].reshape(height, width, 4)
    return np.cumsum(differences, axis=1, dtype=np.uint8)


def smaller(png: bytes) -> bytes:
    """Write the same opaque pixels with a palette, or at least without their opacity.

    A PNG that is not as the rasteriser writes it is given back as it is.
    """
    import numpy as np

    image = pixels(png)
    if image is None or (image[..., 3] != 255).any():
        return png
    height, width, _ = image.shape
    # One number a pixel, and sorted once, tells the colours apart.
    numbers = image.view("<u4")[..., 0]
    colours = np.unique(numbers)
    if len(colours) <= 256:
        rows = np.searchsorted(colours, numbers).astype(np.uint8)
        palette = colours.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
        kind, extra = 3, _chunk(b"PLTE", palette)
    else:
        rows = np.ascontiguousarray(image[..., :3]).reshape(height, 3 * width)
        kind, extra = 2, b""
    plain = np.pad(rows, ((0, 0), (1, 0))).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"".join(
        [
            _SIGNATURE,
            _chunk(b"IHDR", head),
            _chunk(b"pHYs", _chunks(png)[b"pHYs"]),
            extra,
            _chunk(b"IDAT", zlib.compress(plain, 7)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunks(png: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = len(_SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        found[name] = found.get(name, b"") + png[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
