"""`tools/bench/pytorch_peer.py` on CUDA: every tensor is made there, and the loss that each step reads back waits for the GPU.

Called by `npx nx run e2e:accelerators -- --peer PYTHON` with the arguments of that program. Times of parts mean little, since a
GPU works behind; that of the whole step is right.
"""

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
from pytorch_peer import main  # noqa: E402

torch.set_default_device("cuda")
main()
