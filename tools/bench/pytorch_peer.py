"""The same training step in PyTorch on the CPU, timed part by part, for comparison with `nx run trainer:bench`.

    pip install torch==2.15.0 torchvision==0.29.2
    python tools/bench/pytorch_peer.py [--size default|published] [--threads N] [--steps N]

`default` is the default experiment: a small stem on 8 images of 128×128, R = 16 people, P = 384 proposals, 13 action
columns, 17 keypoints, three stages. `published` has the paper's head sizes on given feature maps of two images (1024
channels at stride 16, 8 people each): D 1024, 8 convolutions of 512 channels, three stages, no detection.

Prints one JSON line: milliseconds, median and minimum over the steps; `backward` is one value for the whole network.
Inputs are random: time does not depend on them.
"""

import argparse
import json
import platform
import statistics
import time
from contextlib import contextmanager

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import roi_align

from pytorch_blocks import CLASSES, KEYPOINTS, KeypointBlock, ObjectBranch, SmallStem

ACTIONS, SIDE = 13, 7

SIZES = {
    "default": dict(
        images=8, people=16, proposals=384, channels=48, stride=4, context=16,
        hoi=dict(width=256, dropout=0.1, norm=True, joints=True, residual=True),
        initial=dict(convs=4, channels=48, deconv=24, kernel=1, groups=8),
        block=dict(convs=2, channels=48, deconv=24, kernel=1, groups=8),
        skip=True, mask="separable", messages=0.0, optimizer="adam",
    ),
    "published": dict(
        images=2, people=16, proposals=0, channels=1024, stride=16, context=0,
        hoi=dict(width=1024, dropout=0.5, norm=False, joints=False, residual=False),
        initial=dict(convs=8, channels=512, deconv=512, kernel=1, groups=0),
        block=dict(convs=8, channels=512, deconv=512, kernel=1, groups=0),
        skip=False, mask="fc-sigmoid", messages=1.0, optimizer="sgd",
    ),
}  # fmt: skip


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--size", choices=SIZES, default="default")
    arguments.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments.add_argument("--optimizer", choices=("adam", "sgd"), help="default: the size's own")
    arguments.add_argument("--steps", type=int, default=20)
    arguments.add_argument("--warmup", type=int, default=3)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    size = SIZES[options.size]
    optimizer = options.optimizer or size["optimizer"]
    phases = bench(size, optimizer, options.warmup, options.steps)
    print(
        json.dumps(
            {
                "framework": f"PyTorch {torch.__version__}",
                "machine": platform.processor() or platform.machine(),
                "threads": options.threads,
                "size": options.size,
                "optimizer": optimizer,
                "steps": options.steps,
                "milliseconds": phases,
            }
        )
    )


def bench(size, optimizer, warmup, steps):
    clock = Clock()
    net, batch = Net(size, clock), random_batch(size)
    if optimizer == "adam":
        optimizer = torch.optim.AdamW(net.parameters(), lr=1e-4, weight_decay=1e-4)
    else:
        optimizer = torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.9, weight_decay=1e-4)
    for step in range(warmup + steps):
        if step == warmup:
            clock.clear()
        with clock.part("step"):
            with clock.part("forward"):
                loss = net(batch)
            with clock.part("backward"):
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
            with clock.part("update"):
                optimizer.step()
            loss.item()
        clock.close()
    return clock.summary()


class Clock:
    """Sums the time of each part within a step and records it per step."""

    def __init__(self):
        self.clear()

    def clear(self):
        self.current, self.steps = {}, {}

    @contextmanager
    def part(self, name):
        start = time.perf_counter()
        yield
        self.current[name] = self.current.get(name, 0) + 1000 * (time.perf_counter() - start)

    def close(self):
        for name, value in self.current.items():
            self.steps.setdefault(name, []).append(value)
        self.current = {}

    def summary(self):
        return {
            name: {"median": round(statistics.median(values), 2), "min": round(min(values), 2)}
            for name, values in self.steps.items()
        }


class Net(nn.Module):
    """Stem, stage 0, three stages, object branch; returns the total loss (Eq. 6)."""

    def __init__(self, size, clock):
        super().__init__()
        self.size, self.clock = size, clock
        channels = size["channels"]
        self.stem = SmallStem(channels) if size["proposals"] else None
        self.reduce = nn.Conv2d(channels, size["context"], 1) if size["context"] else None
        self.initial = KeypointBlock(channels, **size["initial"])
        self.stages = nn.ModuleList(Stage(size, previous=n > 0) for n in range(3))
        self.objects = ObjectBranch(channels, SIDE) if size["proposals"] else None

    def forward(self, batch):
        clock = self.clock
        with clock.part("stem"):
            feature_map = self.stem(batch["images"]) if self.stem else batch["map"]
        with clock.part("regions"):
            roi = self.pool(feature_map, batch["people"])
            wide = self.pool(self.reduce(feature_map), batch["wide"]) if self.reduce else None
        with clock.part("stage0"):
            pose, hoi = self.initial(roi), None
        outputs = [(None, pose)]
        for n, stage in enumerate(self.stages, 1):
            with clock.part(f"stage{n}"):
                hoi, pose = stage(roi, wide, pose, hoi)
                outputs.append((hoi, pose))
        objects = None
        if self.objects:
            with clock.part("detection"):
                objects = self.objects(self.pool(feature_map, batch["proposals"]))
        with clock.part("losses"):
            return self.loss(outputs, objects, batch)

    def pool(self, feature_map, boxes):
        return roi_align(feature_map, boxes, SIDE, 1 / self.size["stride"], 2, True)

    def loss(self, outputs, objects, batch):
        total = 0
        for hoi, (_, logits) in outputs:
            total = total + 4 * F.cross_entropy(logits.flatten(2).flatten(0, 1), batch["cells"].flatten())
            if hoi is not None:
                _, actions, offsets = hoi
                total = total + 13 * F.binary_cross_entropy_with_logits(actions, batch["labels"])
                distance = F.smooth_l1_loss(offsets, batch["offsets"], beta=0.5)
                total = total + 13 * 0.15 * 4 * distance
        if objects is not None:
            scores, deltas = objects
            chosen = deltas.view(-1, CLASSES, 4)[torch.arange(len(deltas)), batch["classes"]]
            total = total + F.cross_entropy(scores, batch["classes"])
            total = total + F.smooth_l1_loss(chosen, batch["deltas"], reduction="sum") / len(deltas)
        return total


class Stage(nn.Module):
    def __init__(self, size, previous):
        super().__init__()
        hoi, channels = size["hoi"], size["block"]["channels"] + KEYPOINTS
        width, message = hoi["width"], hoi["width"] + 5 * ACTIONS
        maps = size["channels"] + size["context"] + channels
        length = SIDE * SIDE * maps + 3 * KEYPOINTS * hoi["joints"] + message * previous
        self.joints, self.residual = hoi["joints"], hoi["residual"]
        self.skip, self.messages = size["skip"], size["messages"]
        norm = hoi["norm"]
        self.trunk = nn.Sequential(
            nn.BatchNorm1d(length, affine=False) if norm else nn.Identity(),
            nn.Linear(length, width),
            nn.LayerNorm(width) if norm else nn.Identity(),
            nn.ReLU(),
            nn.Dropout(hoi["dropout"]),
            nn.Linear(width, width),
            nn.LayerNorm(width) if norm else nn.Identity(),
            nn.ReLU(),
            nn.Dropout(hoi["dropout"]),
        )
        self.action, self.offset = nn.Linear(width, ACTIONS), nn.Linear(width, 4 * ACTIONS)
        self.spatial = nn.Linear(message, SIDE * SIDE)
        self.channel = nn.Linear(message, channels) if size["mask"] == "separable" else None
        self.block = KeypointBlock(channels, **size["block"])

    def forward(self, roi, wide, pose, hoi):
        """Eq. 1, 2, 4, 5."""
        mid, logits = pose
        mass, joints = read_heatmaps(logits)
        heard = [scale_gradient(x, self.messages) for x in (mid, mass, joints)]
        maps = [roi, *([] if wide is None else [wide]), heard[0], heard[1]]
        vectors = [x.flatten(1) for x in maps] + ([heard[2]] if self.joints else [])
        h = self.trunk(torch.cat(vectors + ([hoi_vector(*hoi)] if hoi else []), 1))
        actions, offsets = self.action(h), self.offset(h)
        if hoi and self.residual:
            actions, offsets = actions + hoi[1], offsets + hoi[2]
        fa = hoi_vector(*(scale_gradient(x, self.messages) for x in (h, actions, offsets)))
        z = self.spatial(fa).view(-1, 1, SIDE, SIDE)
        if self.channel:
            attention = 2 * torch.sigmoid(z + self.channel(fa)[:, :, None, None])
        else:
            attention = torch.sigmoid(z)
        modulated = attention * torch.cat([mid, mass], 1)
        return (h, actions, offsets), self.block(modulated, mid if self.skip else None)


def read_heatmaps(logits):
    """P_out's softmax as a map of S×S and as points."""
    side = logits.shape[-1]
    p = logits.flatten(2).softmax(2).view_as(logits)
    centers = (torch.arange(side) + 0.5) / (side / 2) - 1
    x, y = p.sum(2) @ centers, p.sum(3) @ centers
    cells = side // SIDE
    return 4 * cells**2 * F.avg_pool2d(p, cells), 2 * torch.cat([x, y, p.amax((2, 3))], 1)


def hoi_vector(mid, actions, offsets):
    return torch.cat([mid, torch.sigmoid(actions), offsets], 1)


def scale_gradient(x, factor):
    return x.detach() if factor == 0 else x


def random_batch(size):
    images, people, proposals = size["images"], size["people"], size["proposals"]
    pixels = 128 if proposals else 512

    def boxes(count, margin=0.0):
        low, high = torch.rand(count, 2) * pixels * 0.4, pixels * (0.5 + torch.rand(count, 2) * 0.4)
        index = (torch.arange(count) % images).float()[:, None]
        return torch.cat([index, low - margin, high + margin], 1)

    shape = (images, size["channels"], pixels // size["stride"], pixels // size["stride"])
    return {
        "images": torch.rand(images, 3, pixels, pixels) * 255,
        "map": None if proposals else torch.rand(shape),
        "people": boxes(people),
        "wide": boxes(people, margin=0.2 * pixels),
        "proposals": boxes(proposals),
        "cells": torch.randint(0, 16 * SIDE * SIDE, (people, KEYPOINTS)),
        "labels": torch.randint(0, 2, (people, ACTIONS)).float(),
        "offsets": torch.randn(people, 4 * ACTIONS),
        "classes": torch.randint(0, CLASSES, (proposals,)),
        "deltas": torch.randn(proposals, 4),
    }


if __name__ == "__main__":
    main()
