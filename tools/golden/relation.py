"""The head that scores pairs by how the person's joints lie to the object, in PyTorch, float64, on the scene of `pair_context.py`.

    pip install torch==2.15.0 numpy==2.4.6
    python tools/golden/relation.py

Writes `relation.json` (libs/hoi-module): logits of all pairs with and without joints, and gradients of Σ logits · cos(0, 1, …) by
H_mid, by the joints and by every parameter. Parameters and H_mid are those of `formula.py`, by name.
"""

import numpy as np
import torch
import torch.nn.functional as F

from formula import parameter
from pair_context import K, Parameters, in_box, joint_features, make_scene, split_by_image, summary, write

PEOPLE_WIDTH, HIDDEN, CLASS_WIDTH, CLASSES, ACTIONS = 10, 96, 16, 3, 4


def main():
    scene = make_scene(np.random.default_rng(20261129))
    images = split_by_image(scene)
    write("hoi-module/src/pose-aware", "relation", {name: run(images, name == "joints") for name in ("joints", "boxes")})


def run(images, reads_joints):
    net = Parameters()
    mid = torch.tensor(parameter("mid", (len(images.own), PEOPLE_WIDTH)), dtype=torch.float64).requires_grad_()
    points = torch.stack([in_box(images.all[row]) for row in images.own]).requires_grad_()
    logits = torch.stack([relate(net, images, pair, mid, points if reads_joints else None) for pair in images.rows()])
    (logits * torch.cos(torch.arange(logits.numel())).reshape(logits.shape)).sum().backward()
    gradients = {name: summary(value) for name, value in net.by_name.items()}
    return {
        "logits": logits,
        "byMid": mid.grad,
        "byPoints": points.grad if reads_joints else None,
        "gradients": gradients,
    }


def relate(net, images, pair, mid, points):
    h, o, _, r = pair
    code = [(o.cx - h.cx) / h.w, (o.cy - h.cy) / h.h, np.log(o.w / h.w), np.log(o.h / h.h)]
    own = torch.tensor(code).clamp(-4, 4)
    if points is not None:
        own = torch.cat([own, joint_features(*points[r].reshape(3, K), h, o)])
    table = net.get("classes", CLASSES + 1, CLASS_WIDTH)
    hidden = net.linear("pair.own", own[None], HIDDEN)
    hidden = hidden + mid[r] @ net.get("pair.person.weight", PEOPLE_WIDTH, HIDDEN)
    hidden = F.relu(hidden + table[o.category + 1] @ net.get("pair.object.weight", CLASS_WIDTH, HIDDEN))
    hidden = hidden + F.relu(net.linear("pair.fc2", hidden, HIDDEN))
    return net.linear("score", hidden, ACTIONS)[0]


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
