import {
  ACTION_LOGITS,
  type DatasetInfo,
  type ForwardContext,
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiOutput,
  type HoiTargets,
  type NamedLoss,
  type PoseAwareHoi,
  type PoseFeatures,
  TARGET_OFFSETS,
  TurboHoiError,
} from '@turbo-hoi/core';
import {
  boxColumns,
  constant,
  embedClasses,
  fromSlots,
  gatherRows,
  hoiFeatures,
  LayerNorm,
  Linear,
  normal,
  relu,
  smoothL1,
  tidy,
  torchDefault,
  toSlots,
  zeros,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import { BOX_FEATURES, boxFeatures } from './box-features';
import { ContextBlock } from './context-block';
import { type ImageGrid, imageGrid } from './image-grid';
import { JOINT_FEATURES, jointFeatures } from './joint-features';
import {
  ABSENT_LOGITS,
  PAIR_LOGITS,
  PAIR_PERSON,
  PAIR_SEEN,
  pairContextLoss,
} from './pair-context-loss';
import { PairHead } from './pair-head';
import { pairRanks, RANK_FEATURES } from './pair-ranks';
import { GatedPool } from './pool-pairs';
import { relativeGeometry } from './relative-geometry';
import { seenPairs } from './seen-pairs';

export interface PairContextOptions {
  /** D: width of H_mid. */
  readonly width: number;
  /** Width of a pair's hidden features. */
  readonly pairWidth: number;
  /** Width of the embedding of an object's class. */
  readonly classWidth: number;
  readonly heads: number;
  /** Transformer blocks of this stage. */
  readonly blocks: number;
  readonly dropout: number;
  /** False: pose and HOI share only the stem, as in the paper's multi-task form. */
  readonly readsPose: boolean;
  /** Weight of people's actions beside pairs. */
  readonly actionWeight: number;
  readonly absentWeight: number;
  /** Whether Eq. 2's expected target box is predicted, whose density (Eq. 3) is then a factor of a triplet's score. */
  readonly density: boolean;
  /** Weight of the expected target box. */
  readonly targetWeight: number;
}

/** Logit of pairs whose class the training split never shows for the action. */
const NEVER = -30;

/** The inputs that this module needs and the model passes with a stem that reads layouts. */
type PairInput = HoiInput &
  Required<Pick<HoiInput, 'layout'>> & {
    readonly objects: NonNullable<HoiInput['objects']>;
    readonly pairs: NonNullable<HoiInput['pairs']>;
  };

/**
 * Scores what each person does with each detected object, seen in the context of everything in the image.
 *
 * A transformer block over the image's detections, then a head for each pair: geometry of the boxes, joints in the frames of person and
 * object, classes, rivals of the pair, and what the previous stage found out about the pair and about the other pairs of its person and its
 * object. Pair logits are residual from stage to stage; the first stage's start from a table of classes and actions.
 */
export class PairContextHoi implements PoseAwareHoi {
  readonly width: number;
  readonly outputs: readonly HoiOutput[];
  readonly needs = { objects: 'people', pairs: true } as const;
  private readonly seen: Float32Array;
  private readonly hasRole: Float32Array;
  private readonly blocks: readonly ContextBlock[];
  private readonly norm: LayerNorm;
  private readonly classes: Variable;
  private readonly prior: Variable | null;
  private readonly head: PairHead;
  private readonly score: Linear;
  private readonly personPool: GatedPool;
  private readonly objectPool: GatedPool;
  private readonly mid: Linear;
  private readonly parts: Readonly<Record<string, Linear>>;
  private readonly readsPose: boolean;
  private readonly path: string;

  constructor(
    private readonly options: PairContextOptions,
    { parameters, dims, dataset }: HoiContext,
  ) {
    const { width, pairWidth, classWidth, heads, blocks, density } = options;
    const token = dims.roiChannels;
    const isFirst = dims.previousMessageWidth === 0;
    this.path = `stages[${dims.stage - 1}].hoi (stage ${dims.stage})`;
    checkForm(dims.previousMessageWidth, token, heads, this.path);
    const [columns, classCount] = [dims.actions, dataset.objectClasses.length];
    this.width = width;
    this.outputs = outputsOf(dataset, density);
    this.seen = seenPairs(dataset);
    this.hasRole = Float32Array.from(dataset.actions.columns, ({ role }) => (role ? 1 : 0));
    this.readsPose = options.readsPose && dims.previousPoseChannels > 0;
    const linear = (name: string, from: number, to: number) =>
      new Linear(parameters.scope(name), { in: from, out: to, initializer: torchDefault });
    this.blocks = Array.from(
      { length: blocks },
      (_, i) => new ContextBlock(parameters.scope(`blocks.${i}`), { ...options, width: token }),
    );
    this.norm = new LayerNorm(parameters.scope('norm'), { width: token });
    this.classes = parameters.parameter('classes', [classCount + 1, classWidth], normal(0.3));
    this.prior = isFirst
      ? parameters.parameter('prior', [classCount, columns], constant(PRIOR_LOGIT))
      : null;
    const poseWidth = JOINT_FEATURES * dims.keypoints + dims.previousPoseChannels;
    this.head = new PairHead(parameters.scope('pair'), {
      in:
        BOX_FEATURES +
        classWidth +
        RANK_FEATURES +
        2 * token +
        (this.readsPose ? poseWidth : 0) +
        (isFirst ? 0 : 3 * pairWidth),
      width: pairWidth,
      dropout: options.dropout,
    });
    this.score = new Linear(parameters.scope('score'), {
      in: pairWidth,
      out: columns,
      initializer: zeros,
    });
    this.personPool = new GatedPool(parameters.scope('person_pool'), pairWidth);
    this.objectPool = new GatedPool(parameters.scope('object_pool'), pairWidth);
    this.mid = linear('mid', token + pairWidth + (isFirst ? 0 : width), width);
    this.parts = Object.fromEntries(
      this.outputs.map(({ name, width: to }) => [name, linear(name, width, to)]),
    );
  }

  /** @throws TurboHoiError `config` with a stem that reads pixels, or after a stage without pair features */
  forward(input: HoiInput, context: ForwardContext): HoiFeatures {
    return tidy(() => {
      const { objects, pairs, layout, previous } = this.checked(input);
      const before = this.carried(previous);
      const grid = imageGrid(objects);
      const tokens = this.contextualise(input, grid, before?.tokens as Tensor2D, context);
      const seen = this.norm.forward(tokens);
      const personRow = tf.gather(layout.own, pairs.person);
      const h = this.head.forward(
        tf.concat(
          [
            ...this.geometry(input as PairInput, personRow),
            embedClasses(this.classes as Tensor2D, tf.gather(objects.classes, pairs.object)),
            pairRanks(grid, personRow, pairs.object),
            gatherRows(seen, personRow),
            gatherRows(seen, pairs.object),
            ...(before
              ? [
                  before.pairs as Tensor2D,
                  gatherRows(before.people as Tensor2D, pairs.person),
                  gatherRows(before.objects as Tensor2D, pairs.object),
                ]
              : []),
          ],
          1,
        ),
        context,
      );
      const [classCount, columns] = [objects.classes.shape[0], this.outputs[0].width];
      const category = tf.gather(objects.classes, pairs.object);
      const known = tf.maximum<Tensor1D>(category, tf.scalar(0, 'int32'));
      const start =
        (before?.[PAIR_LOGITS] as Tensor2D) ?? gatherRows(this.prior as Tensor2D, known);
      const logits = tf.add<Tensor2D>(start, this.score.forward(h));
      const isSeen = tf.gather(
        tf.tensor2d(this.seen, [this.seen.length / columns, columns]),
        known,
      );
      const people = this.personPool.forward(h, pairs.person, input.roi.shape[0], pairs.valid);
      const ofObjects = this.objectPool.forward(h, pairs.object, classCount, pairs.valid);
      const mid = relu(
        this.mid.forward(
          tf.concat([gatherRows(seen, layout.own), people, ...(previous ? [previous.mid] : [])], 1),
        ),
      );
      const out = Object.fromEntries(
        Object.entries(this.parts).map(([name, part]) => [name, part.forward(mid)]),
      );
      return {
        ...hoiFeatures(this.outputs, {
          mid,
          out,
          pairs: { [ACTION_LOGITS]: tf.add(logits, tf.mul(tf.sub(1, isSeen), NEVER)) },
        }),
        carry: {
          tokens,
          pairs: h,
          people,
          objects: ofObjects,
          [PAIR_LOGITS]: logits,
          [PAIR_SEEN]: isSeen,
          [PAIR_PERSON]: pairs.person.clone(),
        },
      };
    });
  }

  loss(features: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    const losses = pairContextLoss(features, targets, this.options, tf.tensor1d(this.hasRole));
    if (!this.options.density) return losses;
    const { offsets, located } = targets;
    const value = smoothL1(features.out[TARGET_OFFSETS], offsets, located, 0.5);
    return [...losses, { name: 'target', value, weight: this.options.targetWeight }];
  }

  /** The detections' tokens after this stage's blocks, [O,d]. */
  private contextualise(
    { objects }: HoiInput,
    grid: ImageGrid,
    before: Tensor2D | undefined,
    context: ForwardContext,
  ): Tensor2D {
    const { features } = objects!;
    const start = before ?? tf.reshape(features, [features.shape[0], features.shape[3]]);
    const relative = relativeGeometry(grid);
    const slots = this.blocks.reduce(
      (z, block, i) =>
        block.forward(z, relative, grid, { ...context, rng: context.rng.fork('block', i) }),
      toSlots(start, grid),
    );
    return fromSlots(slots, grid);
  }

  /** Box features and, where pose is read, joints and P_mid of each pair. */
  private geometry({ objects, pairs, layout, pose }: PairInput, personRow: Tensor1D): Tensor2D[] {
    const { rois, scores } = objects;
    const column = (x: Tensor, rows: Tensor1D) => tf.reshape(tf.gather(x, rows), [-1, 1]);
    const person = boxColumns(tf.gather(rois.boxes, personRow));
    const object = boxColumns(tf.gather(rois.boxes, pairs.object));
    const sizes = tf.gather(layout.sizes, tf.gather(rois.imageIndex, pairs.object));
    const [imageWidth, imageHeight] = tf.split(sizes, 2, 1);
    const boxes = boxFeatures({
      person,
      object,
      personScore: column(scores, personRow),
      objectScore: column(scores, pairs.object),
      imageWidth,
      imageHeight,
    });
    if (!this.readsPose) return [boxes];
    const { mid, points } = this.pointsOf(pose);
    const [x, y, confidence] = tf.split(gatherRows(points, pairs.person), 3, 1);
    const inPixels = (place: Tensor, center: Tensor, side: Tensor) =>
      tf.add(center, tf.mul(tf.div(side, 2), place));
    const joints = {
      x: inPixels(x, person.centerX, person.width),
      y: inPixels(y, person.centerY, person.height),
      confidence,
    };
    const hidden = tf.reshape(mid, [mid.shape[0], mid.shape[3]]) as Tensor2D;
    return [boxes, jointFeatures(joints, person, object), gatherRows(hidden, pairs.person)];
  }

  private pointsOf(pose: PoseFeatures | null): PoseFeatures & { readonly points: Tensor2D } {
    if (pose?.points) return { ...pose, points: pose.points };
    throw this.misfit(
      'reads joints as points, but the pose modules before it predict heatmaps',
      'Use the initial pose and pose module "skeleton", or set readsPose to false',
    );
  }

  private checked({ objects, pairs, layout, previous }: HoiInput) {
    if (objects && pairs && layout) return { objects, pairs, layout, previous };
    throw this.misfit(
      'scores pairs of detections, which only a stem that reads layouts passes on',
      'Set stem.kind to "layout"',
    );
  }

  /** What the previous stage found out about tokens and pairs; null in stage 1. */
  private carried(previous: HoiFeatures | null): Readonly<Record<string, Tensor>> | null {
    if (this.prior) return null;
    if (previous?.carry?.[PAIR_LOGITS]) return previous.carry;
    throw this.misfit(
      'reads the pairs of the previous stage, whose HOI module has none',
      'Use pair-context in all stages',
    );
  }

  private misfit(what: string, fix: string): TurboHoiError {
    return new TurboHoiError('config', `${this.path}: kind "pair-context" ${what}. ${fix}.`);
  }
}

/** sigmoid⁻¹ of about 0.05: most pairs of a class with an action do not do it. */
const PRIOR_LOGIT = -3;

function outputsOf(dataset: DatasetInfo, density: boolean): HoiOutput[] {
  const columns = dataset.actions.columns.length;
  return [
    {
      name: ACTION_LOGITS,
      width: columns,
      activation: 'sigmoid',
      meaning:
        's_a: probability that the person does the action of the column, with any object or none',
    },
    {
      name: ABSENT_LOGITS,
      width: columns,
      activation: 'sigmoid',
      meaning: 'probability that the object of the action is not among the detections',
    },
    ...(density
      ? [
          {
            name: TARGET_OFFSETS,
            width: 4 * columns,
            activation: 'identity' as const,
            meaning: "mu_a of Eq. 2: expected box of the column's target relative to the person",
          },
        ]
      : []),
  ];
}

function checkForm(previous: number | 'own', token: number, heads: number, path: string): void {
  if (previous === 'own') {
    throw new TurboHoiError(
      'config',
      `${path}: kind "pair-context" cannot share its weights across stages: its first stage has no previous pairs. Set shareStages to false.`,
    );
  }
  if (token % heads === 0) return;
  throw new TurboHoiError(
    'config',
    `${path}.heads: got ${heads}, expected a divisor of the stem's ${token} channels.`,
  );
}
