import {
  ACTION_LOGITS,
  type ForwardContext,
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiOutput,
  type HoiTargets,
  type NamedLoss,
  type PoseAwareHoi,
  type PoseFeatures,
  type StageDims,
  TARGET_OFFSETS,
  TurboHoiError,
} from '@turbo-hoi/core';
import {
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
import type { Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import { BOX_FEATURES } from './box-features';
import { ContextBlock } from './context-block';
import { JOINT_FEATURES, jointFeatures } from './joint-features';
import { layoutGeometry, type LayoutGeometry, type LayoutInput } from './layout-geometry';
import { PAIR_LOGITS, pairContextLoss } from './pair-context-loss';
import type { PairContextOptions } from './pair-context-options';
import { pairContextOutputs } from './pair-context-outputs';
import { PairHead } from './pair-head';
import { RANK_FEATURES } from './pair-ranks';
import { GatedPool } from './pool-pairs';
import { seenPairs } from './seen-pairs';

/** What a stage passes on to the next one beside H_mid. */
interface Carried extends LayoutGeometry {
  /** Tokens in slots, [B·T,d]. */
  readonly tokens: Tensor2D;
  /** Hidden features of the pairs [P,w], and pooled over the pairs of each person [R,w] and object [O,w]. */
  readonly pairs: Tensor2D;
  readonly people: Tensor2D;
  readonly objects: Tensor2D;
  /** Logits of the pairs without the mask of unseen classes, [P,A]. */
  readonly logits: Tensor2D;
  /** [P] int32, the person of each pair. */
  readonly person: Tensor1D;
}

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
  readonly needs = { objects: 'people', pairs: true, layout: true } as const;
  readonly columns: number;
  readonly keypoints: number;
  private readonly seen: Float32Array;
  private readonly hasRole: Float32Array;
  private readonly blocks: readonly ContextBlock[];
  private readonly norm: LayerNorm;
  private readonly classes: Variable;
  /** Null after stage 1, which starts from the previous stage's logits. */
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
    checkForm(dims, heads);
    const classCount = dataset.objectClasses.length;
    this.width = width;
    this.columns = dims.actions;
    this.keypoints = dims.keypoints;
    this.outputs = pairContextOutputs(dataset, density);
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
      ? parameters.parameter('prior', [classCount, this.columns], constant(PRIOR_LOGIT))
      : null;
    const [ofPair, ofPerson] = this.readsPose
      ? [JOINT_FEATURES * dims.keypoints, 3 * dims.keypoints + dims.previousPoseChannels]
      : [0, 0];
    const before = isFirst ? 0 : pairWidth;
    this.head = new PairHead(parameters.scope('pair'), {
      own: BOX_FEATURES + RANK_FEATURES + ofPair + before,
      person: token + ofPerson + before,
      object: token + classWidth + before,
      width: pairWidth,
      dropout: options.dropout,
    });
    this.score = new Linear(parameters.scope('score'), {
      in: pairWidth,
      out: this.columns,
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
      const layout = this.checked(input);
      const before = this.carried(input.previous);
      const geometry = before ?? layoutGeometry(layout, this.seen, this.columns);
      const tokens = this.contextualise(layout, geometry, before, context);
      const { pairs, objects, previous } = layout;
      const ofDetections = this.norm.forward(fromSlots(tokens, geometry));
      const ofPeople = gatherRows(ofDetections, layout.layout.own);
      const pose = this.readsPose ? this.pointsOf(input.pose) : null;
      const join = (parts: readonly (Tensor2D | null | undefined)[]) =>
        tf.concat(
          parts.filter((part) => part !== null && part !== undefined),
          1,
        );
      const h = this.head.forward(
        {
          own: join([
            geometry.own,
            pose && jointFeatures(gatherRows(pose.points, pairs.person), geometry),
            before?.pairs,
          ]),
          people: join([
            ofPeople,
            pose && tf.clipByValue(pose.points, -3, 3),
            pose?.hidden,
            before?.people,
          ]),
          personOfPair: pairs.person,
          objects: join([
            ofDetections,
            embedClasses(this.classes as Tensor2D, objects.classes),
            before?.objects,
          ]),
          objectOfPair: pairs.object,
        },
        context,
      );
      const logits = tf.add<Tensor2D>(
        before?.logits ?? this.startOf(layout),
        this.score.forward(h),
      );
      const [{ shape: rois }, { shape: detections }] = [input.roi, objects.classes];
      const people = this.personPool.forward(h, pairs.person, rois[0], pairs.valid);
      const ofObjects = this.objectPool.forward(h, pairs.object, detections[0], pairs.valid);
      const mid = relu(this.mid.forward(join([ofPeople, people, previous?.mid])));
      const out = Object.fromEntries(
        Object.entries(this.parts).map(([name, part]) => [name, part.forward(mid)]),
      );
      const carry: Carried = {
        ...geometry,
        tokens,
        pairs: h,
        people,
        objects: ofObjects,
        logits,
        person: before?.person ?? pairs.person.clone(),
      };
      return hoiFeatures(this.outputs, {
        mid,
        out,
        pairs: { [ACTION_LOGITS]: tf.add(logits, geometry.never) },
        carry: { ...carry },
      });
    });
  }

  loss(features: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    return tidy(() => {
      const losses = pairContextLoss(features, targets, this.options, tf.tensor1d(this.hasRole));
      if (!this.options.density) return losses;
      const { offsets, located } = targets;
      const value = smoothL1(features.out[TARGET_OFFSETS], offsets, located, 0.5);
      return [...losses, { name: 'target', value, weight: this.options.targetWeight }];
    });
  }

  /** The tokens after this stage's blocks, in slots. */
  private contextualise(
    { objects: { features } }: LayoutInput,
    geometry: LayoutGeometry,
    before: Carried | null,
    context: ForwardContext,
  ): Tensor2D {
    const [rows, , , channels] = features.shape;
    const start = before?.tokens ?? toSlots(tf.reshape(features, [rows, channels]), geometry);
    return this.blocks.reduce(
      (z, block, i) =>
        block.forward(z, geometry, { ...context, rng: context.rng.fork('block', i) }),
      start,
    );
  }

  /** The logits with which stage 1 starts, by the class of the object. */
  private startOf({ objects, pairs }: LayoutInput): Tensor2D {
    const category = tf.gather(objects.classes, pairs.object);
    return gatherRows(
      this.prior as Tensor2D,
      tf.maximum<Tensor1D>(category, tf.scalar(0, 'int32')),
    );
  }

  private pointsOf(pose: PoseFeatures | null): { points: Tensor2D; hidden: Tensor2D } {
    if (pose?.points) {
      const { points, mid } = pose;
      return { points, hidden: tf.reshape(mid, [mid.shape[0], mid.shape[3]]) };
    }
    throw this.misfit(
      'reads joints as points, but the pose modules before it predict heatmaps',
      'Use the initial pose and pose module "skeleton", or set readsPose to false',
    );
  }

  private checked(input: HoiInput): LayoutInput {
    const { objects, pairs, layout } = input;
    if (objects?.features && pairs && layout) {
      return { ...input, objects: { ...objects, features: objects.features }, pairs, layout };
    }
    throw this.misfit(
      'scores pairs of detections, which only a stem that reads layouts passes on',
      'Set stem.kind to "layout"',
    );
  }

  /** What the previous stage found out about tokens and pairs; null in stage 1. */
  private carried(previous: HoiFeatures | null): Carried | null {
    if (this.prior) return null;
    if (previous?.carry?.[PAIR_LOGITS]) return previous.carry as unknown as Carried;
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

/** @throws TurboHoiError `config` for shared stages, or heads that do not divide a token */
function checkForm({ stage, previousMessageWidth, roiChannels }: StageDims, heads: number): void {
  const path = `stages[${stage - 1}].hoi`;
  if (previousMessageWidth === 'own') {
    throw new TurboHoiError(
      'config',
      `${path} (stage ${stage}): kind "pair-context" cannot share its weights across stages: its first stage has no previous pairs. Set shareStages to false.`,
    );
  }
  if (roiChannels % heads === 0) return;
  throw new TurboHoiError(
    'config',
    `${path}.heads (stage ${stage}): got ${heads}, expected a divisor of the stem's ${roiChannels} channels.`,
  );
}
