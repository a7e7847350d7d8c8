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

/** How many numbers of pooled regions the box head gets at a time: 128 MB. */
const LIMIT = 2 ** 25;

export interface FasterRcnnOptions {
  /** Null: images are seen in their own size. */
  readonly input: InputSize | null;
  readonly proposals: ProposalOptions;
  /** Null: there is no box head, and proposals are all that it gives. */
  readonly detections: DetectionOptions | null;
}

/** What the network makes of a batch before regions are looked at; the caller owns it. */
export interface RpnMaps {
  /** Of the backbone, finest first. */
  readonly maps: tf.Tensor4D[];
  /** Of the head, one a map. */
  readonly outputs: RpnOutput[];
}

interface Heads {
  readonly head: BoxHead;
  readonly predictor: BoxPredictor;
}

/**
 * Faster R-CNN (Ren et al. 2015), as torchvision's `FasterRCNN`.
 *
 * Parameters `rpn.head`, `roi_heads.box_head` and `roi_heads.box_predictor` beside those of the backbone. The parts are there to
 * be learned with on the tape; {@link propose} and {@link detect} look at images.
 */
export class FasterRcnnNetwork {
  private readonly rpn: RpnHead;
  private readonly heads: Heads | null;
  private readonly anchors: readonly number[][][];

  /** @param classes with the background */
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

  /** images [B,H,W,3] in 0..255, padded as the backbone asks. */
  forward(images: tf.Tensor4D): RpnMaps {
    return tidy(() => {
      const maps = this.backbone.maps(images);
      return { maps, outputs: maps.map((map) => this.rpn.forward(map)) };
    });
  }

  /** Where the anchors of each output lie. */
  grids(outputs: readonly RpnOutput[], padded: ImageSize): AnchorGrid[] {
    return outputs.map(({ objectness: { shape } }, i) =>
      anchorGrid(this.anchors[i], [shape[1], shape[2]], padded),
    );
  }

  /** Proposals of each image of a batch, in pixels of the input. @param seen sizes of the images without padding */
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
   * What the box head says of regions: boxes [4n] in pixels of the input.
   *
   * @param imageIndex [n]: which image of the batch; absent: there is one
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

  /** Each image's proposals, in its pixels; images of one size, which share a forward pass. */
  propose(images: readonly RgbImage[]): Promise<Proposals[]> {
    return this.look(images, async (_, proposals) => proposals);
  }

  /**
   * Each image's detections, in its pixels; images of one size, which share a forward pass.
   *
   * @throws TurboHoiError `config` without a box head
   */
  detect(images: readonly RgbImage[]): Promise<ClassifiedBoxes[]> {
    return this.look(images, async (maps, proposals, seen) => {
      const scores = await this.scores(
        maps,
        proposals.map(({ boxes }) => boxes),
      );
      return scores.map((said) => selectDetections(said, seen, this.options.detections!));
    });
  }

  private async look<T extends { readonly boxes: Float32Array }>(
    images: readonly RgbImage[],
    judge: (maps: tf.Tensor4D[], proposals: Proposals[], seen: ImageSize) => Promise<T[]>,
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
      const found = await judge(maps, await this.proposals(outputs, padded, sizes), seen);
      return found.map((own) => ({ ...own, boxes: scaledBoxes(own.boxes, seen, images[0]) }));
    } finally {
      tf.dispose([maps, outputs.map((output) => Object.values(output))]);
    }
  }

  /** @param proposals of each image */
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
    throw new TurboHoiError('config', 'Faster R-CNN without a box head gives proposals alone.');
  }
}

/** Boxes in pixels of one size of an image in those of another. */
function scaledBoxes(boxes: Float32Array, from: ImageSize, to: ImageSize): Float32Array {
  const [x, y] = [to.width / from.width, to.height / from.height];
  return boxes.map((edge, i) => edge * (i % 2 === 0 ? x : y));
}
