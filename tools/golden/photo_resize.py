"""Golden numbers of the browser's bilinear resizing: tiny seeded images and Pillow's results for them.

Writes libs/inference/src/photo/__golden__/resize-bilinear.json. Made with Python 3.11, NumPy 2.4.6, Pillow 13.0.0.
"""

import json
from pathlib import Path

import numpy as np
from PIL import Image

# Width and height before and after: larger, smaller, one side each, down to a single pixel.
SIZES = [(7, 5, 14, 9), (9, 8, 4, 3), (6, 6, 6, 3), (5, 4, 3, 8), (3, 1, 1, 1)]
OUTPUT = Path(__file__).parents[2] / "libs/inference/src/photo/__golden__/resize-bilinear.json"


def main() -> None:
    rng = np.random.default_rng(0)
    cases = [case(rng, *sizes) for sizes in SIZES]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(cases, separators=(",", ":")) + "\n")


def case(rng: np.random.Generator, width: int, height: int, to_width: int, to_height: int) -> dict:
    pixels = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    resized = Image.fromarray(pixels).resize((to_width, to_height), Image.BILINEAR)
    return {"from": image(pixels), "to": image(np.asarray(resized))}


def image(pixels: np.ndarray) -> dict:
    height, width, _ = pixels.shape
    return {"width": width, "height": height, "data": pixels.reshape(-1).tolist()}


if __name__ == "__main__":
    main()
