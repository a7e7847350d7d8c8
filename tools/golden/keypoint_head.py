"""Writes the golden heatmaps of libs/pose-module's keypoint block from torchvision's keypoint head.

    pip install torch==2.15.0 torchvision==0.29.2
    python tools/golden/keypoint_head.py

The head of `keypointrcnn_resnet50_fpn` with fewer channels: its parameters under the names and in the layouts that they have in the
detector, regions (NHWC), and of the maps (NHWC) every `step`-th number.
"""

import json
from pathlib import Path

import torch
from torchvision.models.detection.keypoint_rcnn import KeypointRCNNHeads, KeypointRCNNPredictor

OUT = Path(__file__).resolve().parents[2] / "libs" / "pose-module" / "src" / "keypoint-block" / "__golden__"
ROIS, SIDE, INPUTS, CHANNELS, KEYPOINTS = 2, 14, 4, 6, 17
torch.manual_seed(20261126)


@torch.no_grad()
def main():
    head = KeypointRCNNHeads(INPUTS, (CHANNELS,) * 8)
    predictor = KeypointRCNNPredictor(CHANNELS, KEYPOINTS)
    for parameter in (*head.parameters(), *predictor.parameters()):
        if parameter.dim() == 1:
            parameter.normal_(0, 0.1)
        parameter.copy_((parameter * 1e4).round() / 1e4)
    roi = (torch.randn(ROIS, INPUTS, SIDE, SIDE) * 1e3).round() / 1e3
    mid = head.double()(roi.double())
    heatmaps = predictor.double()(mid)
    parameters = {
        **{f"roi_heads.keypoint_head.{name}": value for name, value in head.state_dict().items()},
        **{f"roi_heads.keypoint_predictor.{name}": value for name, value in predictor.state_dict().items()},
    }
    content = {
        "parameters": {name: array(value) for name, value in parameters.items()},
        "roi": array(nhwc(roi)),
        "mid": sampled(nhwc(mid)),
        "heatmaps": sampled(nhwc(heatmaps)),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / "keypoint-rcnn-head.json"
    file.write_text(json.dumps(content) + "\n")
    print(file.name, file.stat().st_size, "bytes")


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def array(x):
    return {"shape": list(x.shape), "data": [float(f"{v:.7g}") for v in x.flatten().tolist()]}


def sampled(x):
    step = (x.numel() // 400) | 1
    return {"shape": list(x.shape), "step": step, "sample": [float(f"{v:.7g}") for v in x.flatten()[::step].tolist()], "rms": x.square().mean().sqrt().item()}


if __name__ == "__main__":
    main()
