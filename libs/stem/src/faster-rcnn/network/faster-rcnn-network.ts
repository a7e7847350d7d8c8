import type { ParameterScope, RgbImage } from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { ImageSize } from '../boxes/decode-deltas';
import type { BoxHead } from '../heads/box-head';
import { BoxPredictor } from '../heads/box-predictor';
import { poolLevels, type PoolingLevel } from '../heads/pool-levels';
import {
  type ClassifiedBoxes,
  type DetectionOptions,
  type ProposalScores,
  selectDetections,
} from '../heads/select-detections';
import { anchorGrid, anchorShapes } from '../rpn/anchors';
import { RpnHead, type RpnOutput } from '../rpn/rpn-head';
import {
  type LevelScores,
  type ProposalOptions,
  type Proposals,
  selectProposals,
} from '../rpn/select-proposals';
import type { DetectorBackbone } from './detector-backbone';
import { imageInput, inputSize, type InputSize } from './input-image';

const RATIOS = [0.5, 1, 2];

/** How many numbers of pooled regions the box head gets at a time: 128 MB. */
const LIMIT = 2 ** 25;

export interface FasterRcnnOptions {
  /** Null: images are seen in their own size. */
  readonly input: InputSize | null;
  readonly proposals: ProposalOptions;
  readonly detections: DetectionOptions;
}

/** An image as the network sees it. */
interface View {
  /** Its size, and that with the padding. */
  readonly seen: ImageSize;
  readonly padded: ImageSize;
  readonly maps: tf.Tensor4D[];
  /** Of every map. */
  readonly outputs: readonly RpnOutput[];
}

/**
 * Faster R-CNN (Ren et al. 2015) for looking at images, one at a time, as torchvision's `FasterRCNN`.
 *
 * Parameters `rpn.head`, `roi_heads.box_head` and `roi_heads.box_predictor` beside those of the backbone.
 */
export class FasterRcnnNetwork {
  private readonly rpn: RpnHead;
  private readonly head: BoxHead;
  private readonly predictor: BoxPredictor;
  private readonly anchors: readonly number[][][];

  /** @param classes with the background */
  constructor(
    parameters: ParameterScope,
    private readonly backbone: DetectorBackbone,
    private readonly classes: number,
    private readonly options: FasterRcnnOptions,
  ) {
    const { channels, anchorSizes } = backbone;
    this.anchors = anchorSizes.map((sizes) => anchorShapes(sizes, RATIOS));
    const anchors = this.anchors[0].length;
    this.rpn = new RpnHead(parameters.scope('rpn.head'), { channels, anchors });
    const heads = parameters.scope('roi_heads');
    this.head = backbone.createHead(heads.scope('box_head'));
    this.predictor = new BoxPredictor(heads.scope('box_predictor'), this.head.width, classes);
  }

  /** The image's proposals, in its pixels, best first. */
  propose(image: RgbImage): Promise<Proposals> {
    return this.look(image, (view) => this.proposals(view));
  }

  /** The image's detections, in its pixels. */
  detect(image: RgbImage): Promise<ClassifiedBoxes> {
    return this.look(image, async (view) => {
      const { boxes } = await this.proposals(view);
      const scores = await this.classify(view.maps, boxes);
      return selectDetections(scores, view.seen, this.options.detections);
    });
  }

  /** What `find` finds in the image as the network sees it, in the image's own pixels. */
  private async look<T extends { readonly boxes: Float32Array }>(
    image: RgbImage,
    find: (view: View) => Promise<T>,
  ): Promise<T> {
    const { input } = this.options;
    const seen = input ? inputSize(image, input) : { width: image.width, height: image.height };
    const view = tidy(() => {
      const x = imageInput(image, seen, this.backbone);
      const maps = this.backbone.maps(x);
      const padded = { width: x.shape[2], height: x.shape[1] };
      return { seen, padded, maps, outputs: maps.map((map) => this.rpn.forward(map)) };
    });
    try {
      const found = await find(view);
      return { ...found, boxes: scaledBoxes(found.boxes, seen, image) };
    } finally {
      tf.dispose([view.maps, view.outputs.map((output) => Object.values(output))]);
    }
  }

  private async proposals({ outputs, padded, seen }: View): Promise<Proposals> {
    const levels = await Promise.all(
      outputs.map(async ({ objectness, deltas }, i): Promise<LevelScores> => {
        const [, rows, columns] = objectness.shape;
        return {
          grid: anchorGrid(this.anchors[i], [rows, columns], padded),
          objectness: await objectness.data<'float32'>(),
          deltas: await deltas.data<'float32'>(),
        };
      }),
    );
    return selectProposals(levels, seen, this.options.proposals);
  }

  private async classify(maps: tf.Tensor4D[], proposals: Float32Array): Promise<ProposalScores> {
    const { classes, head } = this;
    const count = proposals.length / 4;
    const logits = new Float32Array(count * classes);
    const deltas = new Float32Array(4 * count * classes);
    const levels = this.backbone.pooledStrides.map((stride, i): PoolingLevel => ({
      map: maps[i],
      stride,
    }));
    const chunk = Math.max(1, Math.floor(LIMIT / (head.side ** 2 * this.backbone.channels)));
    for (let from = 0; from < count; from += chunk) {
      const boxes = proposals.subarray(4 * from, 4 * (from + chunk));
      const output = tidy(() =>
        this.predictor.forward(head.forward(poolLevels(levels, boxes, head.side))),
      );
      logits.set(await output.classLogits.data<'float32'>(), from * classes);
      deltas.set(await output.deltas.data<'float32'>(), 4 * from * classes);
      tf.dispose([output.classLogits, output.deltas]);
    }
    return { proposals, logits, deltas, classes };
  }
}

/** Boxes in pixels of one size of an image in those of another. */
function scaledBoxes(boxes: Float32Array, from: ImageSize, to: ImageSize): Float32Array {
  const [x, y] = [to.width / from.width, to.height / from.height];
  return boxes.map((edge, i) => edge * (i % 2 === 0 ? x : y));
}
