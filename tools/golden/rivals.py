"""InteractNet (Gkioxari et al. 2018) and Model C of Gupta & Malik (2015) in PyTorch and NumPy, float64, written from their definitions.

    pip install torch==2.15.0 numpy==2.4.6
    python tools/golden/rivals.py

Writes `interactnet.json` and `gupta-malik.json` (libs/hoi-module): outputs, losses and gradients of a tiny module each, and the Gaussians of
targets; `rivals.json` (libs/inference): objects and scores of the triplets of two images, found by trying every object. Parameters and
regions are those of `formula.py`, by name.
"""

import numpy as np
import torch
import torch.nn.functional as F

from formula import parameter
from pair_context import Parameters, round32, summary, write

PEOPLE, OBJECTS, SIDE, CHANNELS, ACTIONS, WIDTH = 3, 4, 2, 3, 5, 6
REGION = SIDE * SIDE * CHANNELS
BETA, SIGMA = 0.5, 0.3
rng = np.random.default_rng(20261201)


def main():
    targets = make_targets()
    write("hoi-module/src/interactnet", "interactnet", interactnet(targets))
    write("hoi-module/src/gupta-malik", "gupta-malik", gupta_malik(targets))
    write("inference/src/triplets", "rivals", [triplets(objects, seen) for objects, seen in ((6, False), (9, True))])


def make_targets():
    """Actions of people, Eq. 2's codes of some of their targets, and pairs: some positive, some not, some not annotated."""
    pairs = [(h, o) for h in range(PEOPLE) for o in range(OBJECTS)]
    labels = (rng.random((PEOPLE, ACTIONS)) < 0.4).astype(float)
    pair_labels = (rng.random((len(pairs), ACTIONS)) < 0.15).astype(float)
    pair_valid = np.array([float(h < 2) for h, _ in pairs])
    pair_valid[1] = 0
    return {
        "labels": labels,
        "annotated": np.array([1.0, 1.0, 0.0]),
        "offsets": round32(rng.normal(0, 0.8, (PEOPLE, 4 * ACTIONS))),
        "located": (rng.random((PEOPLE, ACTIONS)) < 0.5).astype(float) * np.array([[1.0], [1.0], [0.0]]),
        "person": np.array([h for h, _ in pairs]),
        "object": np.array([o for _, o in pairs]),
        "pairLabels": pair_labels,
        "pairValid": pair_valid,
    }


def tensor(x):
    return torch.tensor(x, dtype=torch.float64)


def trunk(net, name, x):
    """Two layers with ReLU."""
    return F.relu(net.linear(f"{name}fc2", F.relu(net.linear(f"{name}fc1", x, WIDTH)), WIDTH))


def region(name, rows):
    return tensor(parameter(name, (rows, SIDE, SIDE, CHANNELS))).reshape(rows, REGION).requires_grad_()


def mean_cross_entropy(logits, labels, rows):
    """Mean over the chosen rows and all columns."""
    chosen = tensor(rows) > 0
    return F.binary_cross_entropy_with_logits(logits[chosen], tensor(labels)[chosen])


def interactnet(targets):
    net = Parameters()
    people, objects = region("people", PEOPLE), region("objects", OBJECTS)
    h = trunk(net, "", people)
    actions, offsets = net.linear("action", h, ACTIONS), net.linear("offset", h, 4 * ACTIONS)
    o = trunk(net, "interaction.object.", objects)
    of_person = net.linear("interaction.person_action", h, ACTIONS)
    of_object = net.linear("interaction.object_action", o, ACTIONS)
    pairs = torch.stack([of_person[i] + of_object[j] for i, j in zip(targets["person"], targets["object"])])
    positive = targets["pairValid"] * (targets["pairLabels"].sum(1) > 0)
    located = tensor(targets["located"])[..., None].expand(-1, -1, 4) > 0
    error = F.smooth_l1_loss(
        offsets.reshape(PEOPLE, ACTIONS, 4)[located],
        tensor(targets["offsets"]).reshape(PEOPLE, ACTIONS, 4)[located],
        beta=BETA,
        reduction="sum",
    )
    losses = {
        "action": mean_cross_entropy(actions, targets["labels"], targets["annotated"]),
        "target": error / targets["located"].sum(),
        "pair": mean_cross_entropy(pairs, targets["pairLabels"], positive),
    }
    (2 * losses["action"] + losses["target"] + losses["pair"]).backward()
    return {
        "targets": targets,
        "actions": actions,
        "offsets": offsets,
        "pairs": pairs,
        "positivePairs": int(positive.sum()),
        "losses": losses,
        "byPeople": people.grad,
        "byObjects": objects.grad,
        "gradients": {name: summary(value) for name, value in net.by_name.items()},
    }


def gupta_malik(targets):
    net = Parameters()
    actions = net.linear("action", trunk(net, "", region("people", PEOPLE)), ACTIONS)
    loss = mean_cross_entropy(actions, targets["labels"], targets["annotated"])
    loss.backward()
    return {
        "actions": actions,
        "loss": loss,
        "gradients": {name: summary(value) for name, value in net.by_name.items()},
        "places": places(targets),
    }


def places(targets):
    """Mean and deviation of the codes of each column; one code of mean 0 and variance 1 is counted beside them."""
    codes = targets["offsets"].reshape(PEOPLE, ACTIONS, 4)
    mean, deviation = np.zeros((ACTIONS, 4)), np.ones((ACTIONS, 4))
    for a in range(ACTIONS):
        # A variance of 1 around 0, as two codes of half the weight at -1 and 1.
        seen = np.concatenate([codes[targets["located"][:, a] > 0, a], -np.ones((1, 4)), np.ones((1, 4))])
        weights = np.array([1.0] * (len(seen) - 2) + [0.5, 0.5])[:, None]
        mean[a] = (weights * seen).sum(0) / weights.sum()
        deviation[a] = np.sqrt((weights * (seen - mean[a]) ** 2).sum(0) / weights.sum())
    return {"mean": mean.reshape(1, -1), "deviation": deviation.reshape(1, -1)}


# --- triplets ---------------------------------------------------------------------------------


def triplets(count, restricted):
    """An image of two people, detections 0 and 2, and the triplets of both rivals."""
    boxes = random_boxes(count)
    scores = round32(rng.uniform(0.05, 1, count))
    classes = rng.integers(1, 4, count)
    people = np.array([0, 2])
    classes[people] = 0
    s_a = round32(rng.uniform(0, 1, (2, ACTIONS)))
    pairs = [(p, o) for p in range(2) for o in range(count) if o != people[p]]
    s_pair = round32(rng.uniform(0, 1, (len(pairs), ACTIONS)))
    codes = np.array([[encode(boxes[o], boxes[people[p]]) for o in range(count)] for p in range(2)])
    # Near one of the objects each, so that few densities are 0.
    mu = codes[np.arange(2)[:, None], rng.integers(0, count, (2, ACTIONS))] + rng.normal(0, 0.3, (2, ACTIONS, 4))
    mu = round32(mu)
    deviation = round32(rng.uniform(0.3, 1.5, (1, ACTIONS, 4))).repeat(2, 0)
    target_classes = [sorted(set(rng.integers(0, 4, 2).tolist())) for _ in range(ACTIONS)] if restricted else None

    def candidates(p, a):
        for o in range(count):
            if o != people[p] and (not restricted or classes[o] in target_classes[a]):
                yield o

    def choose(score):
        found = np.full((2, ACTIONS), -1)
        value = np.zeros((2, ACTIONS))
        for p in range(2):
            for a in range(ACTIONS):
                for o in candidates(p, a):
                    if score(p, a, o) > value[p, a]:
                        found[p, a], value[p, a] = o, score(p, a, o)
        return {"targets": found, "roleScores": value, "agentScores": scores[people][:, None] * s_a}

    def of_pair(p, a, o):
        return s_pair[pairs.index((p, o)), a]

    def density(p, a, o, spread):
        return np.exp(-(((codes[p, o] - mu[p, a]) / spread) ** 2).sum() / 2)

    return {
        "boxes": boxes,
        "scores": scores,
        "classes": classes,
        "people": people,
        "actions": s_a,
        "pairPerson": np.array([p for p, _ in pairs]),
        "pairObject": np.array([o for _, o in pairs]),
        "pairActions": s_pair,
        "offsets": mu.reshape(2, -1),
        "deviations": deviation.reshape(2, -1),
        "targetClasses": target_classes,
        "interactNet": choose(lambda p, a, o: scores[people[p]] * scores[o] * of_pair(p, a, o) * density(p, a, o, SIGMA)),
        "guptaMalik": choose(lambda p, a, o: scores[people[p]] * scores[o] * s_a[p, a] * density(p, a, o, deviation[p, a])),
    }


def random_boxes(count):
    low = rng.uniform(0, 60, (count, 2))
    return round32(np.concatenate([low, low + rng.uniform(15, 60, (count, 2))], 1))


def encode(target, person):
    """Eq. 2, of centers."""
    (ox, oy, ow, oh), (hx, hy, hw, hh) = (((b[0] + b[2]) / 2, (b[1] + b[3]) / 2, b[2] - b[0], b[3] - b[1]) for b in (target, person))
    return [(ox - hx) / hw, (oy - hy) / hh, np.log(ow / hw), np.log(oh / hh)]


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
