"""The losses of Eq. 6 in PyTorch, over the rows that `turbo_loop.py` reads; each is a mean over the annotated entries."""

import torch.nn.functional as F


def hoi_loss(stage, options, batch):
    """Binary cross-entropy over actions + smooth L1 on the annotated targets."""
    rows = batch["hoi.annotated"] > 0
    action = F.binary_cross_entropy_with_logits(stage["actionLogits"][rows], batch["hoi.labels"][rows])
    if options["actionLoss"] == "sum":
        action = action * batch["hoi.labels"].shape[1]
    located = batch["hoi.located"] > 0
    four = (*located.shape, 4)
    mu, target = stage["offsets"].view(four)[located], batch["hoi.offsets"].view(four)[located]
    distance = F.smooth_l1_loss(mu, target, reduction="sum", beta=options["beta"]) / located.sum()
    return action, options["targetWeight"] * distance


def pose_loss(stage, batch):
    """Cross-entropy of an M·M-way softmax, mean over the visible keypoints."""
    z = stage["poseLogits"].permute(0, 3, 1, 2).flatten(2)
    visible = batch["pose.visible"] > 0
    return F.cross_entropy(z[visible], batch["pose.cells"][visible])


def detection_loss(class_logits, deltas, batch, beta):
    """torchvision's `fastrcnn_loss`."""
    valid = batch["detection.valid"] > 0
    classes, target = batch["detection.classes"][valid], batch["detection.deltas"][valid]
    deltas = deltas[valid].view(len(classes), -1, 4)
    found = (classes > 0).nonzero()[:, 0]
    chosen = deltas[found, classes[found] - 1]
    box = F.smooth_l1_loss(chosen, target[found], beta=beta, reduction="sum") / len(classes)
    return F.cross_entropy(class_logits[valid], classes), box
