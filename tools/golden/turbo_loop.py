"""The turbo loop in PyTorch, float64, written from the paper's equations: forward values, losses and gradients.

    node … tools/golden/turbo-loop.ts     # batch and parameters, see there
    pip install torch==2.15.0 torchvision==0.29.2 safetensors==0.8.0
    python tools/golden/turbo_loop.py

Reads `batch.safetensors` and `<case>.safetensors` (parameters; config and data set as metadata), writes
`<case>.expected.safetensors`:
    stage<n>.{mid,actionLogits,offsets}        H_mid, s_a before the sigmoid, mu_a      (Eq. 1, 2)
    stage<n>.attention                         Att                                      (Eq. 4)
    stage<n>.{poseMid,poseLogits}              P_mid, P_out                             (Eq. 5)
    loss.<part>, loss.total                    unweighted parts, their weighted sum     (Eq. 6)
    grad.<parameter>                           gradient of the total
    after.<statistic>                          running statistics after the training step
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torchvision.ops import roi_align

from turbo_loop_losses import detection_loss, hoi_loss, pose_loss

FOLDER = Path(__file__).resolve().parents[2] / "libs/turbo-loop/src/model/__golden__"
STATISTICS = ("running_mean", "running_var")


def main():
    batch = {name: widen(value) for name, value in load_file(FOLDER / "batch.safetensors").items()}
    for file in sorted(FOLDER.glob("*.safetensors")):
        if file.name == "batch.safetensors" or file.name.endswith(".expected.safetensors"):
            continue
        with safe_open(file, "pt") as content:
            config = json.loads(content.metadata()["config"])
            training = json.loads(content.metadata()["training"])
            parameters = {name: widen(content.get_tensor(name)) for name in content.keys()}
        for name, value in parameters.items():
            value.requires_grad_(not name.endswith(STATISTICS))
        expected = compute(Net(parameters, config, training), batch)
        save_file(
            {name: value.detach().float().contiguous() for name, value in expected.items()},
            file.with_suffix(".expected.safetensors"),
        )
        print(file.name, "loss", expected["loss.total"].item())


def widen(x):
    return x.long() if x.dtype == torch.int32 else x.double()


def compute(net, batch):
    stages, objects = net.forward(batch)
    expected = {}
    for n, stage in enumerate(stages):
        for name, value in stage.items():
            if value is not None and not name.startswith("_"):
                expected[f"stage{n}.{name}"] = value
    total, parts = net.loss(stages, objects, batch)
    expected |= {f"loss.{name}": value for name, value in parts.items()} | {"loss.total": total}
    trained = {name: value for name, value in net.parameters.items() if value.requires_grad}
    gradients = torch.autograd.grad(total, list(trained.values()), allow_unused=True)
    for (name, value), gradient in zip(trained.items(), gradients):
        expected[f"grad.{name}"] = torch.zeros_like(value) if gradient is None else gradient
    expected |= {f"after.{name}": value for name, value in net.statistics.items()}
    return expected


class Net:
    """Layers look up their parameters by name; maps are NCHW here and NHWC in the files."""

    def __init__(self, parameters, config, training):
        self.parameters, self.config, self.training = parameters, config, training
        self.statistics = {}

    # --- layers -------------------------------------------------------------------------------

    def get(self, name):
        return self.parameters.get(name)

    def conv(self, name, x, stride=1):
        weight = self.get(f"{name}.weight").permute(3, 2, 0, 1).contiguous()
        return F.conv2d(x, weight, self.get(f"{name}.bias"), stride, padding=weight.shape[-1] // 2)

    def deconv(self, name, x):
        weight = self.get(f"{name}.weight").permute(3, 2, 0, 1).contiguous()
        return F.conv_transpose2d(x, weight, self.get(f"{name}.bias"), stride=2, padding=1)

    def linear(self, name, x):
        return x @ self.get(f"{name}.weight") + self.get(f"{name}.bias")

    def group_norm(self, name, x, groups):
        return F.group_norm(x, groups, self.get(f"{name}.weight"), self.get(f"{name}.bias"))

    def layer_norm(self, name, x):
        return F.layer_norm(x, x.shape[1:], self.get(f"{name}.weight"), self.get(f"{name}.bias"))

    def batch_norm_of_valid(self, name, x, valid):
        """Batch normalisation without scale over the rows that hold a person; 0 elsewhere."""
        mean = self.statistics.get(f"{name}.running_mean", self.get(f"{name}.running_mean")).clone()
        variance = self.statistics.get(f"{name}.running_var", self.get(f"{name}.running_var")).clone()
        normalised = F.batch_norm(x[valid], mean, variance, training=self.training)
        self.statistics |= {f"{name}.running_mean": mean, f"{name}.running_var": variance}
        return torch.zeros_like(x).index_put((valid.nonzero()[:, 0],), normalised)

    # --- stem, regions ------------------------------------------------------------------------

    def conv_norm_relu(self, name, x, groups, stride=1):
        return F.relu(self.group_norm(f"{name}.norm", self.conv(f"{name}.conv", x, stride), groups))

    def residual(self, name, x, groups):
        y = self.conv(f"{name}.conv2", self.conv_norm_relu(f"{name}.first", x, groups))
        return F.relu(x + self.group_norm(f"{name}.norm2", y, groups))

    def stem(self, images):
        options = self.config["stem"]
        groups = options["groups"]
        x = images.permute(0, 3, 1, 2) * 4 / 255 - 2
        x = self.conv_norm_relu("stem.conv1", x, groups, stride=2)
        x = self.conv_norm_relu("stem.conv2", x, groups, stride=2)
        for i in range(options["blocks"][0]):
            x = self.residual(f"stem.layer1.{i}", x, groups)
        y = self.conv_norm_relu("stem.conv3", x, groups, stride=2)
        for i in range(options["blocks"][1]):
            y = self.residual(f"stem.layer2.{i}", y, groups)
        return torch.cat([x, up(self.conv("stem.lateral", y))], 1)

    def pool(self, feature_map, boxes, index):
        roi = self.config["roi"]
        rows = torch.cat([index[:, None].double(), boxes], 1)
        return roi_align(feature_map, rows, roi["side"], 1 / 4, 2, roi["aligned"])

    def pool_context(self, feature_map, boxes, index):
        context = self.config["roi"]["context"]
        if context is None or "roi.context.weight" not in self.parameters:
            return None
        center = (boxes[:, :2] + boxes[:, 2:]) / 2
        half = (boxes[:, 2:] - boxes[:, :2]) / 2 * context["scale"]
        half = torch.maximum(half, context["minAspect"] * half.amax(1, keepdim=True))
        wide = torch.cat([center - half, center + half], 1)
        return self.pool(self.conv("roi.context", feature_map), wide, index)

    # --- pose ---------------------------------------------------------------------------------

    def keypoint_block(self, name, x, options, skip=None):
        groups = options["groups"]
        for i in range(1, options["convs"] + 1):
            x = self.conv(f"{name}.conv_fcn{i}", x)
            x = F.relu(self.group_norm(f"{name}.norm{i}", x, groups) if groups else x)
        mid = x if skip is None else x + skip
        logits = self.conv(f"{name}.kps_score", up(F.relu(self.deconv(f"{name}.deconv", mid))))
        return mid, logits

    def pose_message(self, mid, logits):
        """f_k as input of other modules: P_mid, and P_out's softmax as a map of P_mid's size and as points."""
        rois, keypoints, side, _ = logits.shape
        p = logits.flatten(2).softmax(2).view_as(logits)
        cells = side // mid.shape[-1]
        mass = p.unfold(2, cells, cells).unfold(3, cells, cells).sum((4, 5))
        centers = (torch.arange(side, dtype=p.dtype) + 0.5) / side * 2 - 1
        x, y = (p.sum(2) * centers).sum(2), (p.sum(3) * centers).sum(2)
        joints = torch.cat([x, y, p.flatten(2).amax(2)], 1)
        return {"mid": mid, "mass": 4 * mass, "joints": 2 * joints}

    # --- Eq. 1 to 5 ---------------------------------------------------------------------------

    def recognise(self, name, options, roi, context, message, previous, valid):
        """h = I([f_k, F, H_mid, H_out]) (Eq. 1), s_a and mu_a (Eq. 2)."""
        parts = [flat(roi)]
        if context is not None:
            parts.append(flat(context))
        if options["kind"] == "explicit":
            parts += [flat(message["mid"]), flat(message["mass"])]
            parts += [message["joints"]] if options["joints"] else []
        h_in = torch.cat(parts, 1)
        if previous is not None:
            h_in = torch.cat([h_in, hoi_vector(previous)], 1)
        elif self.config["shareStages"]:
            missing = self.get(f"{name}.fc1.weight").shape[0] - h_in.shape[1]
            h_in = torch.cat([h_in, h_in.new_zeros(len(h_in), missing)], 1)
        h = self.batch_norm_of_valid(f"{name}.input_norm", h_in, valid) if options["standardize"] else h_in
        for i in range(1, options["layers"] + 1):
            h = self.linear(f"{name}.fc{i}", h)
            h = F.relu(self.layer_norm(f"{name}.fc{i}_norm", h) if options["layerNorm"] else h)
        actions, offsets = self.linear(f"{name}.action", h), self.linear(f"{name}.offset", h)
        if options["residual"] and previous is not None:
            actions, offsets = actions + previous["actionLogits"], offsets + previous["offsets"]
        return {"mid": h, "actionLogits": actions, "offsets": offsets}

    def attend(self, name, options, fa, channels):
        """Att = R(sigmoid(I(f_a))) (Eq. 4) in NCHW, by the kind of mask."""
        side, kind = self.config["roi"]["side"], options["kind"]
        if kind == "none":
            return None
        if kind == "separable":
            cells = self.linear(f"{name}.spatial", fa).view(-1, 1, side, side)
            z = cells + self.linear(f"{name}.channel", fa).view(-1, channels, 1, 1)
        elif kind == "conv":
            hidden = self.linear(f"{name}.fc", fa).view(-1, side, side, options["hidden"])
            z = self.conv(f"{name}.conv", F.relu(hidden.permute(0, 3, 1, 2)))
        else:
            shape = {"fc-sigmoid": (side, side, 1), "channel": (1, 1, channels), "full": (side, side, channels)}
            z = self.linear(f"{name}.fc", fa).view(-1, *shape[kind]).permute(0, 3, 1, 2)
        return options["scale"] * torch.sigmoid(z)

    # --- Eq. 7 --------------------------------------------------------------------------------

    def forward(self, batch):
        config = self.config
        feature_map = self.stem(batch["images"])
        people = batch["people.boxes"], batch["people.imageIndex"]
        roi = self.pool(feature_map, *people)
        context = self.pool_context(feature_map, *people)
        valid = batch["valid"] > 0
        hoi, pose, stages = None, None, [{}]
        if config["initialPose"]:
            pose = self.keypoint_block("stages.0.pose", roi, config["initialPose"])
            stages[0] |= {"poseMid": pose[0], "poseLogits": pose[1]}
        for n, options in enumerate(config["stages"], 1):
            name = "stages.shared" if config["shareStages"] else f"stages.{n}"
            stage = {}
            if options["hoi"]:
                read = pose and self.pose_message(*pose)
                read = read and {k: scale_gradient(v, options["poseToHoiGradient"]) for k, v in read.items()}
                hoi = self.recognise(f"{name}.hoi", options["hoi"], roi, context, read, hoi, valid)
                stage |= hoi
            if options["pose"]:
                f_k = self.pose_message(*pose)
                p = torch.cat([f_k["mid"], f_k["mass"]], 1)
                if options["hoi"]:
                    heard = {k: scale_gradient(v, options["hoiToPoseGradient"]) for k, v in hoi.items()}
                    stage["attention"] = self.attend(f"{name}.mask", options["mask"], hoi_vector(heard), p.shape[1])
                    if stage["attention"] is not None:
                        p = stage["attention"] * p  # Eq. 5
                skip = pose[0] if options["pose"]["skip"] else None
                pose = self.keypoint_block(f"{name}.pose", p, options["pose"], skip)
                stage |= {"poseMid": pose[0], "poseLogits": pose[1]}
            stages.append(stage)
        return [{k: to_nhwc(v) for k, v in s.items()} for s in stages], self.detect(feature_map, batch)

    def detect(self, feature_map, batch):
        options = self.config["objectBranch"]
        if options is None:
            return None
        x = self.pool(feature_map, batch["proposals.boxes"], batch["proposals.imageIndex"])
        for i in range(options["blocks"]):
            x = self.residual(f"object_branch.blocks.{i}", x, options["groups"])
        x = x.mean((2, 3))
        return self.linear("object_branch.cls_score", x), self.linear("object_branch.bbox_pred", x)

    # --- Eq. 6 --------------------------------------------------------------------------------

    def loss(self, stages, objects, batch):
        parts, weights = {}, {}

        def add(name, weight, value):
            parts[name], weights[name] = value, weight

        if self.config["initialPose"]:
            add("stage0.pose", self.config["initialPose"]["lambda"], pose_loss(stages[0], batch))
        for n, options in enumerate(self.config["stages"], 1):
            if options["hoi"]:
                action, target = hoi_loss(stages[n], options["hoi"], batch)
                add(f"stage{n}.action", options["lambdaHoi"], action)
                add(f"stage{n}.target", options["lambdaHoi"], target)
            if options["pose"]:
                add(f"stage{n}.pose", options["lambdaPose"], pose_loss(stages[n], batch))
        if objects is not None:
            options = self.config["objectBranch"]
            classification, box = detection_loss(*objects, batch, options["beta"])
            add("detection.class", options["lambda"], classification)
            add("detection.box", options["lambda"], box)
        return sum(weights[name] * value for name, value in parts.items()), parts


def up(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def flat(x):
    return x.permute(0, 2, 3, 1).flatten(1)


def to_nhwc(x):
    return x.permute(0, 2, 3, 1) if x is not None and x.ndim == 4 else x


def hoi_vector(hoi):
    return torch.cat([hoi["mid"], torch.sigmoid(hoi["actionLogits"]), hoi["offsets"]], 1)


def scale_gradient(x, factor):
    return factor * x + (1 - factor) * x.detach()


if __name__ == "__main__":
    main()
