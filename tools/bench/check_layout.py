"""Compares `pytorch_layout.py` with the golden numbers of `tools/golden/pair_context.py`, which computes pair by pair.

    python tools/bench/check_layout.py

Prints the largest difference of an output, a loss or a gradient, relative to numbers larger than 1; ends with code 1 if it
exceeds 1e-6.
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools/golden"))

import pair_context as golden  # noqa: E402
from formula import parameter  # noqa: E402
from pytorch_layout import LayoutNet  # noqa: E402
from pytorch_peer import Clock  # noqa: E402

FILE = ROOT / "libs/turbo-loop/src/model/__golden__/pair-context.json"


def main():
    torch.set_default_dtype(torch.float64)
    expected = json.loads(FILE.read_text())
    net = LayoutNet(config(), Clock(), layout={}).eval()
    load_formula(net)
    batch = batch_of(expected)
    total = net(batch)
    total.backward()
    differences = {"total loss": abs(total.item() - expected["losses"]["total"])}
    for n, ((hoi, pose), wanted) in enumerate(zip(net.outputs(batch), expected["stages"], strict=True), 1):
        found = {
            "pairs": hoi.logits,
            "maskedPairs": hoi.masked,
            "actions": hoi.actions,
            "absent": hoi.absent,
            "mid": hoi.mid,
            "mask": hoi.mask,
            "points": pose.points,
            "logScale": pose.log_scale,
        }
        for name, value in found.items():
            numbers = torch.tensor(wanted[name]["data"])
            apart = (value.flatten() - numbers).abs() / numbers.abs().clamp(min=1)
            differences[f"stage {n} {name}"] = apart.max().item()
    for name, gradient in gradients_of(net).items():
        length, along = expected["gradients"].pop(name)
        own = golden.summary(gradient)
        apart = max(abs(own[0] - length), abs(own[1] - along))
        differences[f"gradient of {name}"] = apart / max(1, length)
    assert not expected["gradients"], f"parameters that the network lacks: {list(expected['gradients'])}"
    worst = max(differences, key=differences.get)
    print(f"{len(differences)} values compared; largest difference {differences[worst]:.1e}: {worst}")
    return int(differences[worst] > 1e-6)


def config():
    """The tiny network of the golden script."""
    hoi = SimpleNamespace(
        kind="pair-context",
        width=golden.WIDTH,
        pairWidth=golden.PAIR,
        classWidth=golden.PAIR_CLASS,
        heads=golden.HEADS,
        blocks=1,
        dropout=0.0,
        actionWeight=golden.ACTION_WEIGHT,
        absentWeight=golden.ABSENT_WEIGHT,
    )
    stage = SimpleNamespace(
        hoi=hoi,
        mask=SimpleNamespace(kind="channel", scale=1.0),
        pose=SimpleNamespace(kind="skeleton", channels=golden.POSE, hidden=golden.POSE_HIDDEN, dropout=0.0),
        lambdaHoi=golden.LAMBDA_HOI,
        lambdaPose=golden.LAMBDA_POSE,
        poseToHoiGradient=1,
        hoiToPoseGradient=1,
    )
    return SimpleNamespace(
        classes=golden.CLASSES,
        columns=len(golden.TARGET_CLASSES),
        keypoints=golden.K,
        frozen=[],
        stem=SimpleNamespace(channels=golden.TOKEN, classWidth=golden.STEM_CLASS, hidden=golden.HIDDEN),
        initialPose=SimpleNamespace(kind="skeleton", channels=golden.POSE),
        stages=[stage] * golden.STAGES,
    )


def is_linear(net, name):
    """Weights of linear layers are [out,in] in PyTorch, [in,out] in the golden script."""
    module, _, leaf = name.rpartition(".")
    return leaf == "weight" and isinstance(net.get_submodule(module), torch.nn.Linear)


def load_formula(net):
    for name, value in net.named_parameters():
        linear = is_linear(net, name)
        shape = value.shape[::-1] if linear else value.shape
        filled = torch.tensor(parameter(name, tuple(shape)), dtype=value.dtype)
        value.data.copy_(filled.T if linear else filled)


def gradients_of(net):
    """By name, as parameters with that gradient in the golden script's layout."""
    gradients = {}
    for name, value in net.named_parameters():
        own = value.detach().T if is_linear(net, name) else value.detach()
        own = own.contiguous()
        if value.grad is not None:
            own.grad = (value.grad.T if is_linear(net, name) else value.grad).contiguous()
        gradients[name] = own
    return gradients


def batch_of(scene):
    layout, targets = scene["layout"], scene["targets"]
    number = lambda value: torch.tensor(value["data"]).view(value["shape"]).double()
    whole = lambda value: torch.tensor(value if isinstance(value, list) else value["data"]).long()
    seen = torch.tensor([[float(c in allowed) for allowed in golden.TARGET_CLASSES] for c in range(golden.CLASSES)])
    pairs = layout["pairs"]
    return {
        "boxes": number(layout["boxes"]),
        "image": torch.arange(len(layout["perImage"])).repeat_interleave(whole(layout["perImage"])),
        "sizes": torch.tensor(layout["sizes"]).double(),
        "classes": whole(layout["classes"]),
        "scores": number(layout["scores"]),
        "keypoints": number(layout["keypoints"]),
        "own": whole(layout["own"]),
        "person": whole(pairs["person"]),
        "object": whole(pairs["object"]),
        "valid": torch.tensor(pairs["valid"]).double(),
        "seen": seen,
        "has_role": torch.tensor(golden.HAS_ROLE).double(),
        "labels": number(targets["labels"]),
        "annotated": number(targets["annotated"]),
        "pair_labels": number(targets["pairLabels"]),
        "pair_valid": torch.tensor(targets["pairValid"]).double(),
        "visible": number(targets["visible"]),
        "points": number(targets["points"]),
    }


if __name__ == "__main__":
    sys.exit(main())
