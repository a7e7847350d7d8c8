"""Writes the golden files of libs/nn from PyTorch and torchvision, in float64.

    pip install torch==2.15.0 torchvision==0.29.2 --index-url <a CPU wheel index>
    python tools/golden/nn.py

Inputs are rounded to float32 first, arrays are stored as {shape, data} in the layouts of libs/nn: maps NHWC, convolution
weights HWIO, transposed convolution weights HWOI, linear weights [in,out].
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision

SOURCES = Path(__file__).resolve().parents[2] / "libs" / "nn" / "src"
rng = np.random.default_rng(20261123)


def normal(*shape, scale=1.0, mean=0.0):
    values = (mean + scale * rng.standard_normal(shape)).astype(np.float32)
    # Three digits suffice and keep the files small.
    return torch.tensor(np.round(values, 3).astype(np.float32).astype(np.float64), requires_grad=True)


def mask(*shape, chance=0.6):
    return torch.tensor((rng.random(shape) < chance).astype(np.float64))


def integers(high, *shape):
    return torch.tensor(rng.integers(0, high, shape))


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def hwio(w):
    """[a,b,h,w] → [h,w,b,a]: Conv2d's [out,in,h,w] and ConvTranspose2d's [in,out,h,w] alike."""
    return w.permute(2, 3, 1, 0)


def pack(value):
    if isinstance(value, dict):
        return {key: pack(item) for key, item in value.items()}
    if isinstance(value, list):
        return [pack(item) for item in value]
    if not isinstance(value, torch.Tensor):
        return value
    data = [float(f"{number:.7g}") for number in value.detach().double().flatten().tolist()]
    return {"shape": list(value.shape), "data": [int(d) if d.is_integer() else d for d in data]}


def write(name, content):
    path = SOURCES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(pack(content), separators=(",", ":")) + "\n")
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


def backward(y, layout=lambda t: t):
    """A random dy, in the layout of the result, backpropagated through y."""
    dy = normal(*y.shape)
    y.backward(dy.detach())
    return layout(dy)


def conv2d(kernel, stride, height, width):
    x, weight, bias = normal(2, 2, height, width), normal(3, 2, kernel, kernel), normal(3)
    y = F.conv2d(x, weight, bias, stride=stride, padding=(kernel - 1) // 2)
    dy = backward(y, nhwc)
    return {
        "kernel": kernel, "stride": stride, "x": nhwc(x), "weight": hwio(weight), "bias": bias, "y": nhwc(y), "dy": dy,
        "dx": nhwc(x.grad), "dweight": hwio(weight.grad), "dbias": bias.grad,
    }


def conv_transpose2d():
    x, weight, bias = normal(2, 2, 3, 4), normal(2, 3, 4, 4), normal(3)
    y = F.conv_transpose2d(x, weight, bias, stride=2, padding=1)
    dy = backward(y, nhwc)
    return {
        "x": nhwc(x), "weight": hwio(weight), "bias": bias, "y": nhwc(y), "dy": dy,
        "dx": nhwc(x.grad), "dweight": hwio(weight.grad), "dbias": bias.grad,
    }


def linear():
    x, weight, bias = normal(3, 4), normal(5, 4), normal(5)
    y = F.linear(x, weight, bias)
    dy = backward(y)
    return {
        "x": x, "weight": weight.T, "bias": bias, "y": y, "dy": dy,
        "dx": x.grad, "dweight": weight.grad.T, "dbias": bias.grad,
    }


def group_norm(groups, mean):
    x, weight, bias = normal(2, 6, 3, 4, scale=2, mean=mean), normal(6), normal(6)
    y = F.group_norm(x, groups, weight, bias)
    dy = backward(y, nhwc)
    return {
        "groups": groups, "x": nhwc(x), "weight": weight, "bias": bias, "y": nhwc(y), "dy": dy,
        "dx": nhwc(x.grad), "dweight": weight.grad, "dbias": bias.grad,
    }


def layer_norm():
    x, weight, bias = normal(3, 7, mean=4), normal(7), normal(7)
    y = F.layer_norm(x, [7], weight, bias)
    dy = backward(y)
    return {
        "x": x, "weight": weight, "bias": bias, "y": y, "dy": dy,
        "dx": x.grad, "dweight": weight.grad, "dbias": bias.grad,
    }


def frozen_affine():
    x = normal(2, 3, 2, 2)
    norm = torchvision.ops.FrozenBatchNorm2d(3).double()
    norm.weight, norm.bias, norm.running_mean = normal(3).detach(), normal(3).detach(), normal(3).detach()
    norm.running_var = normal(3).detach() ** 2 + 0.1
    y = norm(x)
    dy = backward(y, nhwc)
    return {
        "x": nhwc(x), "weight": norm.weight, "bias": norm.bias, "runningMean": norm.running_mean,
        "runningVar": norm.running_var, "y": nhwc(y), "dy": dy, "dx": nhwc(x.grad),
    }


def input_norm():
    """Two training steps, the second without some rows, and one evaluation."""
    norm = torch.nn.BatchNorm1d(4, affine=False, momentum=0.1).double()
    steps = []
    for valid in (torch.ones(5), torch.tensor([1.0, 0, 1, 1, 0])):
        x = normal(5, 4, scale=2, mean=3)
        rows = valid.bool()
        y = torch.zeros(5, 4, dtype=torch.float64)
        y[rows] = norm(x[rows])
        dy = backward(y)
        steps.append({
            "x": x, "valid": valid, "y": y, "dy": dy, "dx": x.grad,
            "runningMean": norm.running_mean.clone(), "runningVar": norm.running_var.clone(),
        })
    norm.eval()
    x = normal(2, 4)
    return {"steps": steps, "evaluation": {"x": x, "y": norm(x)}}


def upsample(height, width):
    x = normal(2, 2, height, width)
    y = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
    dy = backward(y, nhwc)
    return {"x": nhwc(x), "y": nhwc(y), "dy": dy, "dx": nhwc(x.grad)}


def average_pool(size):
    x = normal(1, 2, 2 * size, 3 * size)
    y = F.avg_pool2d(x, size)
    dy = backward(y, nhwc)
    return {"size": size, "x": nhwc(x), "y": nhwc(y), "dy": dy, "dx": nhwc(x.grad)}


# Pixels of an image of 28 × 24; the map has a quarter of its side.
BOXES = [
    [0, 2, 3, 20, 17],  # inside
    [1, 0, 0, 28, 24],  # all of it
    [0, -9, -6, 15, 12],  # over the left and the top border
    [1, 17, 13, 41, 37],  # over the right and the bottom border
    [0, -3, -3, 31, 27],  # around it, by less than a cell
    [1, 50, 60, 70, 90],  # outside
    [0, -40, 5, -20, 9],  # outside to the left
    [1, 6.3, 7.1, 7.2, 8.4],  # smaller than a cell
    [0, 12, 8, 12, 8],  # a point
    [1, 20, 18, 9, 4],  # inverted
    [0, 24, 20, 28, 24],  # the last cell
]


def roi_align(aligned, side, sampling_ratio):
    x, rois = normal(2, 2, 6, 7), torch.tensor(BOXES, dtype=torch.float64)
    y = torchvision.ops.roi_align(x, rois, side, spatial_scale=0.25, sampling_ratio=sampling_ratio, aligned=aligned)
    dy = backward(y, nhwc)
    return {
        "aligned": aligned, "side": side, "samplingRatio": sampling_ratio, "spatialScale": 0.25, "map": nhwc(x),
        "boxes": rois[:, 1:], "imageIndex": rois[:, 0], "y": nhwc(y), "dy": dy, "dmap": nhwc(x.grad),
    }


def heatmaps():
    logits = normal(2, 3, 3, 2, scale=2)
    flat = logits.reshape(2, 9, 2)
    p = F.softmax(flat, dim=1).reshape(2, 3, 3, 2)
    dp = normal(2, 3, 3, 2)
    (dlogits,) = torch.autograd.grad(p, logits, dp.detach(), retain_graph=True)
    centers = torch.tensor([-2 / 3, 0, 2 / 3], dtype=torch.float64)
    return {
        "logits": logits, "probabilities": p, "dprobabilities": dp, "dlogits": dlogits,
        "x": torch.einsum("ryxk,x->rk", p, centers), "y": torch.einsum("ryxk,y->rk", p, centers),
        "peak": p.reshape(2, 9, 2).amax(1),
    }


def with_gradient(loss, leaf):
    loss.backward()
    return {"loss": loss, "gradient": leaf.grad}


def binary_cross_entropy():
    logits, labels, rows = normal(5, 4, scale=4), mask(5, 4, chance=0.3), torch.tensor([1.0, 0, 1, 1, 0])
    loss = F.binary_cross_entropy_with_logits(logits[rows.bool()], labels[rows.bool()])
    return {"logits": logits, "labels": labels, "rowMask": rows, **with_gradient(loss, logits)}


def smooth_l1(beta):
    prediction, target, located = normal(4, 12), normal(4, 12).detach(), mask(4, 3)
    chosen = located.bool()
    loss = F.smooth_l1_loss(
        prediction.reshape(4, 3, 4)[chosen], target.reshape(4, 3, 4)[chosen], beta=beta, reduction="sum"
    ) / located.sum()
    return {
        "prediction": prediction, "target": target, "mask": located, "beta": beta, **with_gradient(loss, prediction)
    }


def heatmap_cross_entropy():
    logits, cells, visible = normal(3, 4, 4, 2, scale=3), integers(16, 3, 2), mask(3, 2)
    flat = logits.reshape(3, 16, 2).permute(0, 2, 1)[visible.bool()]
    loss = F.cross_entropy(flat, cells[visible.bool()])
    return {"logits": logits, "cells": cells, "visible": visible, **with_gradient(loss, logits)}


def softmax_cross_entropy():
    logits, classes, rows = normal(6, 4, scale=3), integers(4, 6), torch.tensor([1.0, 1, 0, 1, 0, 1])
    loss = F.cross_entropy(logits[rows.bool()], classes[rows.bool()])
    return {"logits": logits, "classes": classes, "mask": rows, **with_gradient(loss, logits)}


def box_regression_loss(beta):
    """torchvision's own fastrcnn_loss on the valid rows, whose background column is not used."""
    deltas, target = normal(6, 12), normal(6, 4).detach()
    classes, valid = torch.tensor([0, 2, 3, 1, 0, 3]), torch.tensor([1.0, 1, 1, 1, 1, 0])
    rows = valid.bool()
    with_background = torch.cat([torch.zeros(6, 4, dtype=torch.float64), deltas], 1)[rows]
    if beta == 1 / 9:
        logits = torch.zeros(int(rows.sum()), 4, dtype=torch.float64)
        _, loss = torchvision.models.detection.roi_heads.fastrcnn_loss(
            logits, with_background, [classes[rows]], [target[rows]]
        )
    else:
        foreground = rows & (classes > 0)
        own = deltas.reshape(6, 3, 4)[foreground, classes[foreground] - 1]
        loss = F.smooth_l1_loss(own, target[foreground], beta=beta, reduction="sum") / rows.sum()
    return {
        "deltas": deltas, "target": target, "classes": classes, "valid": valid, "beta": beta,
        **with_gradient(loss, deltas),
    }


write("layers/__golden__/layers.json", {
    "conv2d": [
        conv2d(3, 1, 5, 4), conv2d(3, 2, 6, 4), conv2d(3, 2, 5, 7), conv2d(3, 2, 5, 4),
        conv2d(1, 1, 3, 4), conv2d(1, 2, 4, 5), conv2d(7, 2, 8, 6),
    ],
    "convTranspose2d": conv_transpose2d(),
    "linear": linear(),
    "groupNorm": [group_norm(2, 0.0), group_norm(3, 30.0), group_norm(6, 0.0), group_norm(1, -5.0)],
    "layerNorm": layer_norm(),
    "frozenAffine": frozen_affine(),
    "inputNorm": input_norm(),
})
write("spatial/__golden__/spatial.json", {
    "upsample2x": [upsample(3, 4), upsample(1, 2)],
    "averagePool": [average_pool(2), average_pool(3), average_pool(4), average_pool(7)],
})
write("spatial/__golden__/roi-align.json", [
    roi_align(aligned, side, ratio) for aligned in (True, False) for side, ratio in ((3, 2), (2, 3))
])
write("heatmaps/__golden__/heatmaps.json", heatmaps())
write("losses/__golden__/losses.json", {
    "binaryCrossEntropy": binary_cross_entropy(),
    "smoothL1": [smooth_l1(0.0), smooth_l1(0.5), smooth_l1(1 / 9)],
    "heatmapCrossEntropy": heatmap_cross_entropy(),
    "softmaxCrossEntropy": softmax_cross_entropy(),
    "boxRegressionLoss": [box_regression_loss(1 / 9), box_regression_loss(0.0)],
})
