import type { DetectorBatch, ForwardContext, LossPart, LossReport, Rng } from '@turbo-hoi/core';
import {
  type LevelTargets,
  ROI_SAMPLING,
  type RoiSampling,
  roiTargets,
  RPN_SAMPLING,
  type RpnSampling,
  rpnTargets,
} from '@turbo-hoi/detection';
import {
  boxRegressionLoss,
  softmaxCrossEntropy,
  tidy,
  weightedBinaryCrossEntropy,
  weightedSmoothL1,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { FasterRcnnNetwork } from '../network/faster-rcnn-network';
import type { RpnOutput } from '../rpn/rpn-head';

export interface LearnerOptions {
  readonly rpn?: Partial<RpnSampling>;
  readonly roi?: Partial<RoiSampling>;
}

/** Error at which smooth L1 changes from quadratic to linear, as in torchvision. */
const BETA = 1 / 9;

type Images = Pick<DetectorBatch, 'images' | 'shape' | 'sizes'>;

/**
 * The losses of Faster R-CNN (Ren et al. 2015) as in torchvision: `rpn.objectness`, `rpn.box` and, if a batch has
 * proposals, `detection.class` and `detection.box`.
 */
export class FasterRcnnLearner {
  private readonly rpn: RpnSampling;
  private readonly roi: RoiSampling;

  constructor(
    private readonly network: FasterRcnnNetwork,
    { rpn, roi }: LearnerOptions = {},
  ) {
    this.rpn = { ...RPN_SAMPLING, ...rpn };
    this.roi = { ...ROI_SAMPLING, ...roi };
  }

  /** The network's proposals, [4p] per image; runs outside the gradient tape, since it reads tensors asynchronously. */
  async propose(batch: Images): Promise<Float32Array[]> {
    const { maps, outputs } = tidy(() => this.network.forward(pixels(batch)));
    try {
      const proposals = await this.network.proposals(outputs, batch.shape, batch.sizes);
      return proposals.map(({ boxes }) => boxes);
    } finally {
      tf.dispose([maps, outputs.map((output) => Object.values(output))]);
    }
  }

  /** All losses with weight 1; the caller owns the report's tensors. */
  loss(batch: DetectorBatch, { rng }: Pick<ForwardContext, 'rng'>): LossReport {
    return tidy(() => {
      const { maps, outputs } = this.network.forward(pixels(batch));
      const grids = this.network.grids(outputs, batch.shape);
      const targets = rpnTargets(grids, batch.truths, this.rpn, rng);
      const parts = [...rpnParts(outputs, targets), ...this.headParts(maps, batch, rng)];
      return { total: tf.addN(parts.map(({ value }) => value)) as tf.Scalar, parts };
    });
  }

  private headParts(maps: tf.Tensor4D[], { proposals, truths }: DetectorBatch, rng: Rng) {
    if (!proposals) return [];
    const targets = roiTargets(proposals, truths, this.roi, rng);
    const { classLogits, deltas } = this.network.classify(maps, targets.boxes, targets.imageIndex);
    const classes = tf.tensor1d(targets.classes, 'int32');
    const valid = tf.ones([targets.classes.length]) as tf.Tensor1D;
    const wanted = tf.tensor2d(targets.deltas, [targets.classes.length, 4]);
    return [
      part('detection.class', softmaxCrossEntropy(classLogits, classes, valid)),
      part('detection.box', boxRegressionLoss(deltas, wanted, classes, valid, BETA)),
    ];
  }
}

function rpnParts(outputs: readonly RpnOutput[], targets: readonly LevelTargets[]): LossPart[] {
  const levels = outputs.map(({ objectness, deltas }, i) => {
    const { shape, labels, weights, deltas: wanted, deltaWeights } = targets[i];
    const [batch, rows, columns, anchors] = shape;
    const wide: [number, number, number, number] = [batch, rows, columns, 4 * anchors];
    return {
      objectness: weightedBinaryCrossEntropy(
        objectness,
        tf.tensor4d(labels, [...shape]),
        tf.tensor4d(weights, [...shape]),
      ),
      box: weightedSmoothL1(
        deltas,
        tf.tensor4d(wanted, wide),
        tf.tensor4d(deltaWeights, wide),
        BETA,
      ),
    };
  });
  const sum = (values: tf.Scalar[]) => tf.addN(values) as tf.Scalar;
  return [
    part('rpn.objectness', sum(levels.map(({ objectness }) => objectness))),
    part('rpn.box', sum(levels.map(({ box }) => box))),
  ];
}

const part = (name: string, value: tf.Scalar): LossPart => ({ name, weight: 1, value });

function pixels({ images, shape: { batch, height, width } }: Images): tf.Tensor4D {
  return tf.tensor4d(Float32Array.from(images), [batch, height, width, 3]);
}
