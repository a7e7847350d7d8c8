"""torchvision's side of `npx nx run e2e:import-check`, which runs this.

    pip install torch==2.15.0 torchvision==0.29.2 safetensors==0.8.0 numpy==2.4.6
    python tools/golden/check_import.py make FOLDER [--seed N]
    python tools/golden/check_import.py compare FOLDER

`make` writes for every model a state_dict of seeded random numbers (`NAME.pth`) and the model's outputs with it for a random image, in
double precision (`NAME.safetensors`, maps as NHWC, boxes in pixels of the image); boxes in single precision too, since choices
between near ties may depend on the last digit. `compare` prints as JSON which tensors of `NAME.back.pth` differ from those of `NAME.pth` in any bit.
"""

import argparse
import json
import math
from pathlib import Path

import torch
from safetensors.torch import save_file
from torchvision.models import resnet50, resnet101
from torchvision.models.detection import fasterrcnn_resnet50_fpn, keypointrcnn_resnet50_fpn

from faster_rcnn import c4

NONE = {"weights": None, "weights_backbone": None}
MODELS = {
    "resnet50": resnet50,
    "resnet101": resnet101,
    "fasterrcnn_resnet50_fpn": lambda: fasterrcnn_resnet50_fpn(**NONE, box_score_thresh=0.1),
    "keypointrcnn_resnet50_fpn": lambda: keypointrcnn_resnet50_fpn(**NONE, box_score_thresh=0.1),
    "faster_rcnn_resnet50_c4": lambda: c4(rpn_post_nms_top_n_test=100, box_score_thresh=0.1),
}
# Scale of class scores, so that they are neither all equal nor all 1.
SHARPNESS = {"keypointrcnn_resnet50_fpn": 0.2, "faster_rcnn_resnet50_c4": 10}
HEIGHT, WIDTH = 480, 640


@torch.no_grad()
def make(folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    image = random_image(torch.Generator().manual_seed(seed))
    for i, (name, create) in enumerate(MODELS.items()):
        generator = torch.Generator().manual_seed(seed * len(MODELS) + i)
        model = create().eval()
        randomize(model, generator, SHARPNESS.get(name, 1))
        torch.save(model.state_dict(), folder / f"{name}.pth")
        found = {"image": image.permute(1, 2, 0) * 255}
        if name.startswith("resnet"):
            found |= body_maps(model.double(), image)
        else:
            found |= {f"single.{key}": value for key, value in detections(model, image).items()}
            found |= detections(model.double(), image)
            if name.endswith("fpn"):
                found |= pyramid(model, image)
            if name.startswith("keypoint"):
                found |= heatmaps(model, image, generator)
        tensors = {key: value.float().contiguous() for key, value in found.items()}
        save_file(tensors, folder / f"{name}.safetensors")
        print(name, {key: list(value.shape) for key, value in tensors.items()}, flush=True)


def random_image(generator) -> torch.Tensor:
    """[3,H,W] in 0..1, whole numbers of 255ths: spots under noise."""
    spots = torch.rand(1, 3, 12, 16, generator=generator)
    smooth = torch.nn.functional.interpolate(spots, (HEIGHT, WIDTH), mode="bilinear", align_corners=False)[0]
    noise = torch.rand(3, HEIGHT, WIDTH, generator=generator)
    return ((0.7 * smooth + 0.3 * noise) * 255).round() / 255


def randomize(model, generator, sharpness) -> None:
    """He initialisation, non-trivial statistics, and predictors whose boxes stay in the image."""
    for name, value in model.state_dict().items():
        u = 2 * torch.rand(value.shape, generator=generator) - 1
        if name.endswith("num_batches_tracked"):
            value.copy_(torch.randint(1, 10**6, (), generator=generator))
        elif name.endswith("cls_score.weight"):
            # Removes what all regions have in common, which does not affect the ranking.
            value.copy_((u - u.mean(1, keepdim=True)) * math.sqrt(6 / value.shape[1]) * sharpness)
        elif value.dim() > 1:
            small = name.endswith(("bbox_pred.weight", "cls_logits.weight"))
            value.copy_(u * math.sqrt(6 / value[0].numel()) * (0.1 if small else 1))
        elif name.endswith("running_var"):
            value.copy_(1 + u / 2)
        elif name.endswith("bn3.weight"):
            value.copy_(0.3 + u / 10)
        elif name.endswith("weight"):
            value.copy_(0.75 + u / 4)
        else:
            value.copy_(u / 10)


def normalized(image) -> torch.Tensor:
    mean, deviation = (torch.tensor(v).double().view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    return (image.double()[None] - mean) / deviation


def body_maps(model, image) -> dict:
    x = model.maxpool(model.relu(model.bn1(model.conv1(normalized(image)))))
    maps = {}
    for i in range(1, 5):
        x = getattr(model, f"layer{i}")(x)
        maps[f"c{i + 1}"] = nhwc(x)
    return maps


def pyramid(model, image) -> dict:
    return {f"p{i + 2}": nhwc(map) for i, map in enumerate(model.backbone(normalized(image)).values())}


def detections(model, image) -> dict:
    """The detections of a whole detector on the image, and the proposals of its RPN."""
    proposed = []
    hook = model.rpn.register_forward_hook(lambda _, inputs, found: proposed.append((inputs[0].image_sizes[0], found[0][0])))
    found = model([image.to(next(model.parameters()).dtype)])[0]
    hook.remove()
    (height, width), proposals = proposed[0]
    scale = torch.tensor([WIDTH / width, HEIGHT / height] * 2, dtype=torch.float64)
    return {"proposals": proposals * scale, **{key: found[key] for key in ("boxes", "scores", "labels")}}


def heatmaps(model, image, generator) -> dict:
    """The keypoint head on random boxes of all sizes."""
    size = torch.tensor([WIDTH, HEIGHT], dtype=torch.float64)
    low, high = 8 / size, torch.ones(2, dtype=torch.float64)
    sides = (low * (high / low) ** torch.rand(20, 2, generator=generator, dtype=torch.float64)) * size
    corners = torch.rand(20, 2, generator=generator, dtype=torch.float64) * (size - sides)
    boxes = torch.cat([corners, corners + sides], 1).float()
    heads = model.roi_heads
    regions = heads.keypoint_roi_pool(model.backbone(normalized(image)), [boxes.double()], [(HEIGHT, WIDTH)])
    return {"regions": boxes, "heatmaps": nhwc(heads.keypoint_predictor(heads.keypoint_head(regions)))}


def nhwc(x) -> torch.Tensor:
    return x.permute(0, 2, 3, 1)


def compare(folder: Path) -> None:
    print(json.dumps({name: round_trip(folder, name) for name in MODELS}))


def round_trip(folder: Path, name: str) -> dict:
    before, after = (torch.load(folder / f"{name}{end}", weights_only=True) for end in (".pth", ".back.pth"))
    different = [key for key in {*before, *after} if key not in before or key not in after or not same_bits(before[key], after[key])]
    return {"tensors": len(before), "different": sorted(different)}


def same_bits(a, b) -> bool:
    return a.dtype == b.dtype and a.shape == b.shape and a.numpy().tobytes() == b.numpy().tobytes()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["make", "compare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.command == "make":
        make(options.folder, options.seed)
    else:
        compare(options.folder)
