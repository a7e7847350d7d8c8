"""Writes the golden file of libs/weights with the reference implementation of safetensors.

    pip install safetensors==0.8.0 torch==2.15.0
    python tools/golden/weights.py

Holds a whole file as base64, its contents, and binary16 and bfloat16 roundings by PyTorch.
"""

import base64
import json
from pathlib import Path

import torch
from safetensors.torch import save

OUT = Path(__file__).resolve().parents[2] / "libs" / "weights" / "src" / "safetensors" / "__golden__"

tensors = {
    "trunk.weight": torch.tensor([[1.5, -2.25, 0.0], [3e38, 1e-45, -0.0]]),
    "trunk.bias": torch.tensor([0.1, -0.2]),
    "scalar": torch.tensor(7.0),
    "empty": torch.zeros(0, 4),
    "half": torch.tensor([1.0, -0.333, 65504.0, 6e-8, float("inf")], dtype=torch.float16),
    "brain": torch.tensor([1.0, -0.333, 3e38], dtype=torch.bfloat16),
    "double": torch.tensor([1 / 3], dtype=torch.float64),
    "step": torch.tensor([2**53 + 1, -5], dtype=torch.int64),
    "classes": torch.tensor([1, -2, 3], dtype=torch.int32),
    "bytes": torch.tensor([0, 255, 7], dtype=torch.uint8),
    "flags": torch.tensor([True, False, True]),
    "ä – 名": torch.tensor([4.0]),
}
metadata = {"format": "pt"}

# Between neighbours, at midpoints, subnormal, overflowing, and the limits of each range.
floats = [0.0, -0.0, 1.0, 1.00048828125, 1.000488281251, 1.00146484375, 0.1, -1 / 3, 65504.0, 65519.0, 65520.0, 1e6,
          6.103515625e-05, 6.1e-05, 5.960464477539063e-08, 2.98e-08, 2.9802322387695312e-08, 2.99e-08, 1.00390625,
          1.01171875, 1.0117188, 3.3e38, 3.4028235e38, 1e-40, float("inf"), float("-inf")]
values = torch.tensor(floats, dtype=torch.float32)

OUT.mkdir(parents=True, exist_ok=True)
golden = {
    "file": base64.b64encode(save(tensors, metadata)).decode(),
    "metadata": metadata,
    "tensors": {
        name: {"shape": list(t.shape), "numbers": [repr(v) for v in (t * 1).flatten().tolist()]}
        for name, t in tensors.items()
    },
    "roundings": {
        "floats": [repr(v) for v in values.tolist()],
        "F16": values.to(torch.float16).view(torch.int16).to(torch.int32).bitwise_and(0xFFFF).tolist(),
        "BF16": values.to(torch.bfloat16).view(torch.int16).to(torch.int32).bitwise_and(0xFFFF).tolist(),
    },
}
(OUT / "safetensors.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
