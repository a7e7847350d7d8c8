"""Weights and images that Python and TypeScript both compute from a name and an index, so that none are stored.

`libs/stem/src/testing/formula-parameters.ts` has the same formula.
"""

import numpy as np


# Layers that predict boxes and objectness, scaled so that boxes stay within an image.
SMALL = ("bbox_pred.weight", "cls_logits.weight", "cls_score.weight")


def mixed(seed, count):
    """`count` hashes of 32 bits: the finalizer of MurmurHash3 on seed + i · 0x9E3779B9."""
    x = (np.uint32(seed) + np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B9)).astype(np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def seed_of(name):
    """FNV-1a."""
    h = 0x811C9DC5
    for byte in name.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def uniform(name, count):
    """Numbers in -1..1 that depend on the name."""
    return mixed(seed_of(name), count).astype(np.float64) / 2**31 - 1


def parameter(name, shape):
    """A parameter in the layout of libs/nn ([k,k,in,out], [in,out]): He initialisation and non-trivial statistics."""
    u = uniform(name, int(np.prod(shape)))
    if len(shape) > 1:
        u = u * np.sqrt(6 / np.prod(shape[:-1])) * (0.1 if name.endswith(SMALL) else 1)
    elif name.endswith("running_var"):
        u = 1 + u / 2
    elif name.endswith("bn3.weight"):
        u = 0.3 + u / 10
    elif name.endswith("weight"):
        u = 0.75 + u / 4
    else:
        u = u / 10
    return u.astype(np.float32).reshape(shape)


def image(width, height):
    """[H,W,3] of whole numbers in 0..255: noise on a gradient, so that no two locations are alike."""
    noise = (mixed(seed_of("image"), height * width * 3) >> np.uint32(25)).reshape(height, width, 3)
    y, x = np.mgrid[0:height, 0:width]
    return noise + np.stack([x * 128 // width, y * 128 // height, (x + y) * 128 // (width + height)], -1)


def load(module, torch, rename=lambda name: name):
    """Fills a torch module; batch statistics are omitted, linear and convolution weights transposed."""
    state = module.state_dict()
    for name, value in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        shape = tuple(value.shape)
        if len(shape) == 4:
            ours = parameter(rename(name), (shape[2], shape[3], shape[1], shape[0]))
            state[name] = torch.from_numpy(np.ascontiguousarray(ours.transpose(3, 2, 0, 1)))
        elif name.endswith("fc6.weight"):
            # Torch flattens a region as [C,7,7], libs/stem as [7,7,C].
            ours = parameter(rename(name), shape[::-1]).reshape(7, 7, -1, shape[0])
            state[name] = torch.from_numpy(np.ascontiguousarray(ours.transpose(3, 2, 0, 1)).reshape(shape))
        elif len(shape) == 2:
            state[name] = torch.from_numpy(np.ascontiguousarray(parameter(rename(name), shape[::-1]).T))
        else:
            state[name] = torch.from_numpy(parameter(rename(name), shape))
    module.load_state_dict(state)
