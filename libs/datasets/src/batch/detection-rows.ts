import {
  boxAt,
  encodeBox,
  type Detections,
  type Rng,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { bestOverlap, isUsableBox, liesIn, MATCH_IOU } from './best-overlap';
import type { DetectionRows } from './training-batch';

// Fast R-CNN's share of foreground rows is 0.25; images here hold few objects, and none is wasted.
const FOREGROUND_SHARE = 0.5;
// torchvision's BoxCoder weights.
const DELTA_WEIGHTS = [10, 10, 5, 5];

interface LabelledProposal {
  readonly imageIndex: number;
  readonly box: XyxyBox;
  /** The annotated box and its class; null: background. */
  readonly truth: { readonly box: XyxyBox; readonly category: number } | null;
}

/**
 * Samples P proposals, the annotated boxes among them, at most half of them foreground, and labels them by the annotated box
 * they overlap.
 *
 * They stand in the images' order; what fills the rows up counts as the last image's. Every annotated box has one of its proposals taken before any has a second: people have dozens, a ball has few.
 * Crowds are no boxes to learn from; what lies mostly in one and overlaps nothing else is left out, since it may show somebody.
 */
export function detectionRows(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  rows: number,
  rng: Rng,
): DetectionRows {
  const labelled = samples.flatMap((sample, image) =>
    labelProposals(sample, proposals[image], image),
  );
  const order = Array.from(rng.permutation(labelled.length), (index) => labelled[index]);
  const foreground = inTurns(order.filter(({ truth }) => truth !== null)).slice(
    0,
    Math.floor(rows * FOREGROUND_SHARE),
  );
  const background = order.filter(({ truth }) => truth === null).slice(0, rows - foreground.length);
  const chosen = [...foreground, ...background].sort((a, b) => a.imageIndex - b.imageIndex);
  return toRows(chosen, rows, samples.length);
}

function labelProposals(
  { people, objects }: Sample,
  proposals: Detections,
  imageIndex: number,
): LabelledProposal[] {
  const annotated = [...people.map((person) => ({ ...person, category: 0 })), ...objects];
  const truths = annotated.filter(({ crowd }) => !crowd);
  const boxes = truths.map(({ box }) => box);
  const crowds = annotated.filter(({ crowd }) => crowd).map(({ box }) => box);
  return [...Array.from(proposals.classes, (_, i) => boxAt(proposals.boxes, i)), ...boxes]
    .filter(isUsableBox)
    .flatMap((box): LabelledProposal[] => {
      const { index, iou } = bestOverlap(box, boxes);
      if (iou >= MATCH_IOU) return [{ imageIndex, box, truth: truths[index] }];
      return liesIn(box, crowds) ? [] : [{ imageIndex, box, truth: null }];
    });
}

/** Everyone's first proposal, then everyone's second, and so on. */
function inTurns(proposals: readonly LabelledProposal[]): LabelledProposal[] {
  const taken = new Map<LabelledProposal['truth'], number>();
  const turns = proposals.map((proposal) => {
    const turn = taken.get(proposal.truth) ?? 0;
    taken.set(proposal.truth, turn + 1);
    return { proposal, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ proposal }) => proposal);
}

function toRows(chosen: readonly LabelledProposal[], rows: number, images: number): DetectionRows {
  const boxes = new Float32Array(4 * rows);
  const imageIndex = new Int32Array(rows).fill(images - 1);
  const valid = new Float32Array(rows);
  const classes = new Int32Array(rows);
  const deltas = new Float32Array(4 * rows);
  for (let row = 0; row < rows; row++) boxes.set(chosen[row]?.box ?? [0, 0, 1, 1], 4 * row);
  chosen.forEach((proposal, row) => {
    imageIndex[row] = proposal.imageIndex;
    valid[row] = 1;
    if (proposal.truth === null) return;
    classes[row] = 1 + proposal.truth.category;
    const code = encodeBox(proposal.truth.box, proposal.box);
    deltas.set(
      code.map((value, i) => value * DELTA_WEIGHTS[i]),
      4 * row,
    );
  });
  return { boxes, imageIndex, valid, classes, deltas };
}
