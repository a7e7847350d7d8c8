import {
  type ObjectFeatures,
  type ParameterScope,
  type RgbImage,
  TurboHoiError,
} from '@turbo-hoi/core';
import {
  type AnchorGrid,
  anchorGrid,
  anchorShapes,
  type ClassifiedBoxes,
  type DetectionOptions,
  type ImageSize,
  type ProposalOptions,
  type Proposals,
  type ProposalScores,
  selectDetections,
  selectProposals,
} from '@turbo-hoi/detection';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { BoxHead } from '../heads/box-head';
import { BoxPredictor } from '../heads/box-predictor';
import { poolLevels, type PoolingLevel } from '../heads/pool-levels';
import { scoreRegions } from '../heads/score-regions';
import { RpnHead, type RpnOutput } from '../rpn/rpn-head';
import type { DetectorBackbone } from './detector-backbone';
import { imageInput, inputSize, type InputSize } from './input-image';

const RATIOS = [0.5, 1, 2];

/** Largest number of pooled values per pass of the box head: 128 MB. */
const LIMIT = 2 ** 25;

export interface FasterRcnnOptions {
  /** Null: images keep their own size. */
  readonly input: InputSize | null;
  readonly proposals: ProposalOptions;
  /** Null: there is no box head, and the network only proposes. */
  readonly detections: DetectionOptions | null;
}

/** Feature maps and RPN output of a batch; the caller owns the tensors. */
export interface RpnMaps {
  /** Maps of the backbone, finest first. */
  readonly maps: tf.Tensor4D[];
  /** RPN output, one per map. */
  readonly outputs: RpnOutput[];
}

interface Heads {
  readonly head: BoxHead;
  readonly predictor: BoxPredictor;
}

/**
 * Faster R-CNN (Ren et al. 2015), as torchvision's `FasterRCNN`.
 *
 * Parameters `rpn.head`, `roi_heads.box_head` and `roi_heads.box_predictor` beside those of the backbone. {@link
 * forward} and {@link classify} are for training, on the gradient tape; {@link propose} and {@link detect} are for
 * inference on images.
 */
export class FasterRcnnNetwork {
  private readonly rpn: RpnHead;
  private readonly heads: Heads | null;
  private readonly anchors: readonly number[][][];

  /** @param classes number of classes, with the background */
  constructor(
    parameters: ParameterScope,
    readonly backbone: DetectorBackbone,
    private readonly classes: number,
    private readonly options: FasterRcnnOptions,
  ) {
    const { channels, anchorSizes } = backbone;
    this.anchors = anchorSizes.map((sizes) => anchorShapes(sizes, RATIOS));
    const anchors = this.anchors[0].length;
    this.rpn = new RpnHead(parameters.scope('rpn.head'), { channels, anchors });
    this.heads = options.detections && this.createHeads(parameters.scope('roi_heads'));
  }

  /** images [B,H,W,3] in 0..255, padded as the backbone requires. */
  forward(images: tf.Tensor4D): RpnMaps {
    return tidy(() => {
      const maps = this.backbone.maps(images);
      return { maps, outputs: maps.map((map) => this.rpn.forward(map)) };
    });
  }

  /** Anchor grid of each output. */
  grids(outputs: readonly RpnOutput[], padded: ImageSize): AnchorGrid[] {
    return outputs.map(({ objectness: { shape } }, i) =>
      anchorGrid(this.anchors[i], [shape[1], shape[2]], padded),
    );
  }

  /**
   * Proposals of each image of a batch, in pixels of the network input.
   *
   * @param seen sizes of the input images without padding
   */
  async proposals(
    outputs: readonly RpnOutput[],
    padded: ImageSize,
    seen: readonly ImageSize[],
  ): Promise<Proposals[]> {
    const grids = this.grids(outputs, padded);
    const levels = await Promise.all(
      outputs.map(async ({ objectness, deltas }) => ({
        objectness: await objectness.data<'float32'>(),
        deltas: await deltas.data<'float32'>(),
      })),
    );
    return seen.map((size, image) => {
      const own = (values: Float32Array) => {
        const length = values.length / seen.length;
        return values.subarray(image * length, (image + 1) * length);
      };
      const scores = levels.map(({ objectness, deltas }, i) => ({
        grid: grids[i],
        objectness: own(objectness),
        deltas: own(deltas),
      }));
      return selectProposals(scores, size, this.options.proposals);
    });
  }

  /**
   * Class logits and box deltas of regions: boxes [4n] in pixels of the network input.
   *
   * @param imageIndex [n] – image of the batch; absent: a batch of one image
   * @throws TurboHoiError `config` without a box head
   */
  classify(
    maps: readonly tf.Tensor4D[],
    boxes: Float32Array,
    imageIndex?: Int32Array,
  ): ObjectFeatures {
    const { head, predictor } = this.ownHeads();
    const levels = this.backbone.pooledStrides.map((stride, i): PoolingLevel => ({
      map: maps[i],
      stride,
    }));
    return tidy(() =>
      predictor.forward(head.forward(poolLevels(levels, boxes, head.side, imageIndex))),
    );
  }

  /** Proposals of each image in its pixels. The images must be of the same size; they share a forward pass. */
  propose(images: readonly RgbImage[]): Promise<Proposals[]> {
    return this.run(images, async (_, proposals) => proposals);
  }

  /**
   * Detections of each image in its pixels. The images must be of the same size; they share a forward pass.
   *
   * @throws TurboHoiError `config` without a box head
   */
  detect(images: readonly RgbImage[]): Promise<ClassifiedBoxes[]> {
    return this.run(images, async (maps, proposals, seen) => {
      const scores = await this.scores(
        maps,
        proposals.map(({ boxes }) => boxes),
      );
      return scores.map((output) => selectDetections(output, seen, this.options.detections!));
    });
  }

  private async run<T extends { readonly boxes: Float32Array }>(
    images: readonly RgbImage[],
    select: (maps: tf.Tensor4D[], proposals: Proposals[], seen: ImageSize) => Promise<T[]>,
  ): Promise<T[]> {
    if (images.length === 0) return [];
    const { width, height } = images[0];
    const { input } = this.options;
    const seen = input ? inputSize({ width, height }, input) : { width, height };
    const { maps, outputs, padded } = tidy(() => {
      const x = tf.concat(images.map((image) => imageInput(image, seen, this.backbone)));
      return { ...this.forward(x), padded: { width: x.shape[2], height: x.shape[1] } };
    });
    try {
      const sizes = images.map(() => seen);
      const found = await select(maps, await this.proposals(outputs, padded, sizes), seen);
      return found.map((own) => ({ ...own, boxes: scaledBoxes(own.boxes, seen, images[0]) }));
    } finally {
      tf.dispose([maps, outputs.map((output) => Object.values(output))]);
    }
  }

  /** @param proposals [4p] per image */
  private scores(
    maps: tf.Tensor4D[],
    proposals: readonly Float32Array[],
  ): Promise<ProposalScores[]> {
    const { side } = this.ownHeads().head;
    const chunk = Math.max(1, Math.floor(LIMIT / (side ** 2 * this.backbone.channels)));
    return scoreRegions(proposals, { classes: this.classes, chunk }, (boxes, imageIndex) =>
      this.classify(maps, boxes, imageIndex),
    );
  }

  private createHeads(parameters: ParameterScope): Heads {
    const head = this.backbone.createHead(parameters.scope('box_head'));
    const scope = parameters.scope('box_predictor');
    return { head, predictor: new BoxPredictor(scope, head.width, { classes: this.classes }) };
  }

  private ownHeads(): Heads {
    if (this.heads) return this.heads;
    throw new TurboHoiError(
      'config',
      'Faster R-CNN without a box head cannot classify; it only proposes boxes.',
    );
  }
}

/** Rescales boxes from one size of an image to another. */
function scaledBoxes(boxes: Float32Array, from: ImageSize, to: ImageSize): Float32Array {
  const [x, y] = [to.width / from.width, to.height / from.height];
  return boxes.map((edge, i) => edge * (i % 2 === 0 ? x : y));
}
