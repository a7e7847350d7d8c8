"""Writes a golden file of libs/weights with Python 2: a pickle of blobs as Detectron's `save_object` writes it.

    pip install numpy==1.16.6    (of Python 2.7)
    python2.7 tools/golden/weight_files_detectron.py
"""

from __future__ import print_function

import base64
import cPickle as pickle
import json
import os

import numpy as np

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../libs/weights/src/detectron/__golden__/detectron.json")

blobs = {
    "conv1_w": np.arange(2 * 3 * 2 * 2, dtype=np.float32).reshape(2, 3, 2, 2) / 7,
    "res_conv1_bn_s": np.array([1.5, -2], dtype=np.float32),
    "res_conv1_bn_b": np.array([0.5, 1e-45], dtype=np.float32),
    "conv1_w_momentum": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
    "lr": np.array([0.02], dtype=np.float32),
    "double": np.array([[1 / 3.0]]),
    "scalar": np.array(3, dtype=np.int64),
}
content = {
    "file": base64.b64encode(pickle.dumps(dict(blobs=blobs, cfg="MODEL:\n  TYPE: x\n"), pickle.HIGHEST_PROTOCOL)),
    "tensors": {
        name: {"dtype": str(a.dtype), "shape": list(a.shape), "numbers": [repr(v) for v in a.flatten().tolist()]}
        for name, a in sorted(blobs.items())
    },
}
with open(OUT, "w") as file:
    file.write(json.dumps(content, indent=1, sort_keys=True, separators=(",", ": ")) + "\n")
