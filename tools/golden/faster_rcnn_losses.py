"""Writes the golden losses and gradients of libs/stem's Faster R-CNN in training, from torchvision's `fasterrcnn_resnet50_fpn`.

    pip install torch==2.15.0 torchvision==0.29.2 --index-url <a CPU wheel index>
    python tools/golden/faster_rcnn_losses.py

Sampling takes all anchors and proposals, so that nothing depends on torch's random numbers. Weights and images
come from `formula.py`; batch normalisation has fixed statistics.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torchvision.models.detection import fasterrcnn_resnet50_fpn

import formula

TARGET = Path(__file__).resolve().parents[2] / "libs" / "stem" / "src" / "faster-rcnn" / "training" / "__golden__" / "losses.json"
ALL = 10**6
WIDTH, HEIGHT = 96, 64
BEFORE_NMS, AFTER_NMS = 200, 60
BOXES = [[[10, 8, 50, 60], [60, 20, 90, 44], [4, 40, 24, 62]], [[30, 5, 70, 58]]]
LABELS = [[1, 37, 47], [1]]
WATCHED = ("rpn.head.conv.0.0.bias", "rpn.head.cls_logits.bias", "rpn.head.bbox_pred.bias", "backbone.fpn.layer_blocks.1.0.bias",
           "roi_heads.box_head.fc7.bias", "roi_heads.box_predictor.cls_score.bias", "roi_heads.box_predictor.bbox_pred.bias")


def main():
    single, double = learn(torch.float32), learn(torch.float64)
    for name, value in double["losses"].items():
        assert abs(single["losses"][name] - value) < 1e-4 * abs(value), "the choice hangs on the last digit: take other boxes"
    TARGET.write_text(json.dumps({"width": WIDTH, "height": HEIGHT, "beforeNms": BEFORE_NMS, "afterNms": AFTER_NMS,
                                  "boxes": [np.ravel(b).tolist() for b in BOXES], "labels": LABELS, **double}) + "\n")
    print(double["losses"], TARGET.stat().st_size, "bytes")


def learn(dtype):
    network = fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None, min_size=HEIGHT, max_size=WIDTH,
                                      rpn_pre_nms_top_n_train=BEFORE_NMS, rpn_post_nms_top_n_train=AFTER_NMS,
                                      rpn_batch_size_per_image=ALL, box_batch_size_per_image=ALL)
    formula.load(network, torch)
    network.to(dtype).train()
    network.backbone.eval()
    image = torch.from_numpy(formula.image(WIDTH, HEIGHT) / 255).to(dtype).permute(2, 0, 1)
    targets = [{"boxes": torch.tensor(b, dtype=dtype), "labels": torch.tensor(l)} for b, l in zip(BOXES, LABELS)]
    losses = network([image, image.flip(2)], targets)
    sum(losses.values()).backward()
    gradients = dict(network.named_parameters())
    return {"losses": {name: value.item() for name, value in losses.items()},
            "gradients": {name: [float(f"{v:.6g}") for v in gradients[name].grad.tolist()] for name in WATCHED}}


if __name__ == "__main__":
    main()
