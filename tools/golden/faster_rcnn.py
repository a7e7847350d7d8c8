"""Writes the golden numbers of libs/detection and libs/stem from torchvision: parts of Faster R-CNN, and two detectors as a whole.

The whole ones are `fasterrcnn_resnet50_fpn` and a `FasterRCNN` on C4, composed of torchvision's parts.

    pip install torch==2.15.0 torchvision==0.29.2 --index-url <a CPU wheel index>
    python tools/golden/faster_rcnn.py

Weights and image of the whole ones come from `formula.py`.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torchvision.models import resnet50
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.detection import FasterRCNN, fasterrcnn_resnet50_fpn
from torchvision.models.detection._utils import BoxCoder, Matcher
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.rpn import RegionProposalNetwork, RPNHead
from torchvision.ops import FrozenBatchNorm2d, MultiScaleRoIAlign, batched_nms, box_iou

import formula

LIBS = Path(__file__).resolve().parents[2] / "libs"
DETECTION = LIBS / "detection" / "src"
STEM = LIBS / "stem" / "src" / "faster-rcnn"
rng = np.random.default_rng(20261123)


def main():
    write(DETECTION / "nms", "nms", [suppressed(n, groups, iou) for n, groups, iou in ((0, 1, 0.5), (1, 1, 0.5), (60, 1, 0.5), (200, 5, 0.3), (200, 3, 0.7))])
    write(DETECTION / "boxes", "decode-deltas", decoded(12))
    write(DETECTION / "anchors", "anchors", [anchors(*case) for case in (
        ([[32], [64]], [(4, 6), (2, 3)], (33, 48)),
        ([[8, 20, 50]], [(3, 2)], (48, 32)),
    )])
    write(DETECTION / "selection", "proposals", proposals())
    write(STEM / "heads", "levels", levels())
    write(DETECTION / "matching", "matches", [matched(*case) for case in ((0.7, 0.3, True), (0.5, 0.5, False), (0.6, 0.2, False))])
    write(STEM / "network", "fasterrcnn-resnet50-fpn", whole(
        lambda **options: fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None, **options), 96, after_nms=60, score=0.03))
    write(STEM / "network", "faster-rcnn-resnet50-c4", whole(c4, 72, after_nms=24, score=0.05, sharpness=30))


def suppressed(count, groups, iou):
    boxes, scores = random_boxes(count, 60), torch.tensor(rng.permutation(count) / max(count, 1), dtype=torch.float32)
    group = torch.tensor(rng.integers(0, groups, count))
    return {"boxes": boxes, "scores": scores, "groups": group, "iou": iou, "kept": batched_nms(boxes, scores, group, iou)}


def decoded(count):
    """The last two exceed the maximum growth."""
    boxes = random_boxes(count, 200)
    deltas = torch.tensor(rng.normal(0, 1, (count, 4)).round(3), dtype=torch.float32)
    deltas[-2:, 2:] = 30
    out = [BoxCoder(weights).decode(deltas, [boxes])[:, 0] for weights in ((1.0, 1, 1, 1), (10.0, 10, 5, 5))]
    return {"boxes": boxes, "deltas": deltas, "rpn": out[0], "head": out[1]}


def anchors(sizes, maps, image):
    generator = AnchorGenerator(tuple(map(tuple, sizes)), ((0.5, 1.0, 2.0),) * len(sizes))
    images = ImageList(torch.zeros(1, 3, *image), [image])
    return {
        "sizes": sizes,
        "maps": maps,
        "height": image[0],
        "width": image[1],
        "anchors": generator(images, [torch.zeros(1, 1, *size) for size in maps])[0],
    }


def proposals():
    sizes, image = [(8, 12), (4, 6)], (62, 93)
    generator = AnchorGenerator(((16,), (32,)), ((0.5, 1.0, 2.0),) * 2)
    head = Given([torch.tensor(rng.permutation(3 * h * w).reshape(1, 3, h, w) / (h * w) - 2, dtype=torch.float32) for h, w in sizes],
                 [torch.tensor(rng.normal(0, 0.4, (1, 12, h, w)).round(3), dtype=torch.float32) for h, w in sizes])
    top = {"training": 100, "testing": 100}
    network = RegionProposalNetwork(generator, head, 0.7, 0.3, 256, 0.5, top, {"training": 40, "testing": 40}, 0.6).eval()
    images = ImageList(torch.zeros(1, 3, 64, 96), [image])
    found, _ = network(images, {str(i): torch.zeros(1, 1, *size) for i, size in enumerate(sizes)})
    return {
        "padded": {"height": 64, "width": 96},
        "image": {"height": image[0], "width": image[1]},
        "beforeNms": 100,
        "afterNms": 40,
        "iou": 0.6,
        "levels": [
            {"size": s, "rows": h, "columns": w, "objectness": nhwc(o), "deltas": nhwc(d)}
            for s, (h, w), o, d in zip((16, 32), sizes, head.objectness, head.deltas)
        ],
        "boxes": found[0],
    }


class Given(torch.nn.Module):
    """A head with fixed outputs."""

    def __init__(self, objectness, deltas):
        super().__init__()
        self.objectness, self.deltas = objectness, deltas

    def forward(self, _):
        return self.objectness, self.deltas


def matched(foreground, background, keep_best):
    """Two candidates tie as the best match of the last annotated box, which overlaps almost nothing."""
    annotated = torch.cat([random_boxes(4, 60), torch.tensor([[200.0, 200, 210, 210]])])
    near = annotated[torch.tensor(rng.integers(0, 4, 30))] + torch.tensor(rng.normal(0, 4, (30, 4)).round(2), dtype=torch.float32)
    candidates = torch.cat([near, random_boxes(10, 60), torch.tensor([[205.0, 205, 225, 225], [185, 185, 205, 205]])])
    matches = Matcher(foreground, background, keep_best)(box_iou(annotated, candidates))
    return {"candidates": candidates, "annotated": annotated, "foreground": foreground, "background": background,
            "keepBest": int(keep_best), "matches": matches}


def levels():
    """Boxes of all sizes, on maps that are sines, so that they need not be stored."""
    boxes = torch.cat([random_boxes(6, 40), random_boxes(6, 230), random_boxes(6, 600)])
    maps = {str(i): torch.sin(torch.arange(2 * h * h).float() * (i + 1)).view(1, h, h, 2).permute(0, 3, 1, 2) for i, h in enumerate((64, 32, 16, 8))}
    pool = MultiScaleRoIAlign(list(maps), 2, 2)
    roi = pool(maps, [boxes], [(256, 256)])
    return {"boxes": boxes, "levels": pool.map_levels([boxes]), "roi": roi.permute(0, 2, 3, 1)}


@torch.no_grad()
def whole(create, short_side, after_nms, score, sharpness=1):
    """`sharpness` multiplies the weights of the class scores: means over regions differ so little that all scores would be nearly equal."""
    network = create(min_size=short_side, max_size=200, rpn_pre_nms_top_n_test=200, rpn_post_nms_top_n_test=after_nms,
                     box_score_thresh=score).eval()
    formula.load(network, torch)
    network.roi_heads.box_predictor.cls_score.weight *= sharpness
    image = torch.from_numpy(formula.image(96, 64) / 255).float().permute(2, 0, 1)
    proposals = []
    network.rpn.register_forward_hook(lambda _, inputs, found: proposals.append((inputs[0].image_sizes[0], found[0][0])))
    single = network([image])[0]
    double = network.double()([image.double()])[0]
    (height, width), proposed = proposals[1]
    hangs = "the choice hangs on the last digit: take another seed"
    assert torch.equal(single["labels"], double["labels"]) and torch.allclose(proposals[0][1].double(), proposed, atol=0.01), hangs
    print(len(double["scores"]), "detections", double["scores"][:5], (single["boxes"] - double["boxes"]).abs().max())
    return {"width": 96, "height": 64, "shortSide": short_side, "longSide": 200, "beforeNms": 200, "afterNms": after_nms, "score": score,
            "sharpness": sharpness, "proposals": proposed * torch.tensor([96 / width, 64 / height] * 2), "boxes": double["boxes"], "scores": double["scores"], "labels": double["labels"]}


def c4(**options):
    """Detectron's R-50-C4: a body up to layer3, all anchor sizes on its one map, layer4 on regions, and their mean."""
    body = resnet50(norm_layer=FrozenBatchNorm2d)
    backbone = IntermediateLayerGetter(body, {"layer3": "0"})
    backbone.out_channels = 1024
    return FasterRCNN(
        backbone,
        rpn_anchor_generator=AnchorGenerator(((32, 64, 128, 256, 512),), ((0.5, 1.0, 2.0),)),
        box_roi_pool=MultiScaleRoIAlign(["0"], output_size=14, sampling_ratio=2),
        box_head=Layer4(body.layer4),
        box_predictor=FastRCNNPredictor(2048, 91),
        size_divisible=16,
        **options,
    )


class Layer4(torch.nn.Module):
    def __init__(self, layer4):
        super().__init__()
        self.layer4 = layer4

    def forward(self, regions):
        return self.layer4(regions).mean((2, 3))


def random_boxes(count, spread):
    corner, size = rng.uniform(0, spread, (count, 2)), rng.uniform(spread / 8, spread / 2, (count, 2))
    return torch.tensor(np.concatenate([corner, corner + size], 1).round(2), dtype=torch.float32)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def write(folder, name, content):
    file = folder / "__golden__" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, default=lambda x: [float(f"{v:.7g}") for v in x.double().flatten().tolist()]) + "\n")
    print(file.relative_to(LIBS), file.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
