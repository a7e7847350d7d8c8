"""Spatial transformer and its inverse (Jaderberg et al. 2015, Fang et al. 2017) in PyTorch: `affine_grid`, `grid_sample`, `linalg.inv`; float64.

    pip install torch==2.15.0 numpy==2.4.6
    python tools/golden/spatial_transformer.py

Writes `spatial-transformer.json` (libs/nn): for either padding a map sampled through θ, and through the inverse of θ as the de-transformer does, with
gradients by map and θ.
"""

import numpy as np
import torch
import torch.nn.functional as F

from pair_context import round32, write

rng = np.random.default_rng(20261201)
ROIS, HEIGHT, WIDTH, CHANNELS, SIDE = 3, 5, 4, 2, 6


def main():
    cases = [case(padding, inverse) for padding in ("zeros", "border") for inverse in (False, True)]
    write("nn/src/spatial", "spatial-transformer", cases)


def case(padding, inverse):
    x = tensor(rng.normal(0, 1, (ROIS, HEIGHT, WIDTH, CHANNELS)))
    theta = tensor(np.array([[1.0, 0, 0], [0, 1, 0]]) + rng.normal(0, 0.25, (ROIS, 2, 3)))
    dy = tensor(rng.normal(0, 1, (ROIS, SIDE, SIDE, CHANNELS)), False)
    used = torch.linalg.inv(square(theta))[:, :2] if inverse else theta
    grid = F.affine_grid(used, (ROIS, CHANNELS, SIDE, SIDE), align_corners=False)
    y = F.grid_sample(x.permute(0, 3, 1, 2), grid, "bilinear", padding, align_corners=False).permute(0, 2, 3, 1)
    y.backward(dy)
    return {
        "padding": padding,
        "inverse": inverse,
        "x": x,
        "theta": theta.reshape(ROIS, 6),
        "used": used.reshape(ROIS, 6),
        "gridX": grid[..., 0].reshape(ROIS, SIDE * SIDE),
        "gridY": grid[..., 1].reshape(ROIS, SIDE * SIDE),
        "y": y.contiguous(),
        "dy": dy,
        "dx": x.grad,
        "dtheta": theta.grad.reshape(ROIS, 6),
    }


def square(theta):
    return torch.cat([theta, torch.tensor([[[0.0, 0, 1]]], dtype=torch.float64).expand(ROIS, 1, 3)], 1)


def tensor(x, grad=True):
    return torch.tensor(round32(x), dtype=torch.float64, requires_grad=grad)


if __name__ == "__main__":
    main()
