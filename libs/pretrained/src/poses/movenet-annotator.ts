import * as tf from '@tensorflow/tfjs';
import {
  type AnnotatedPose,
  boxArea,
  boxAt,
  clipBox,
  type PoseAnnotator,
  type PoseAnnotatorInput,
  type RgbImage,
  type XyxyBox,
} from '@turbo-hoi/core';
import { NpmModelsDetector } from '../detectors/npm-models-detector';
import { renderView } from '../images/render-view';
import { multipleView, squareView, type View } from '../images/view';
import { LazyModel } from '../source/lazy-model';
import type { ModelSource } from '../source/model-source';
import { decodeKeypoints, decodeMultipose, meanConfidence } from './decode-movenet';
import type { MovenetOptions } from './movenet-schema';

const SIDES = { thunder: 256, lightning: 192 };
const MULTIPLE = 32;

type Person = Pick<AnnotatedPose, 'box' | 'score'>;

/**
 * MoveNet (Google 2021): poses in COCO's keypoints for boxes of given or detected people; `multipose` runs on the whole
 * image and detects at most six people itself.
 *
 * A person's score is the mean confidence of the keypoints times the score of the detected box.
 */
export class MovenetAnnotator implements PoseAnnotator {
  readonly trainedOn = 'COCO and further photographs of Google (MoveNet)';
  private readonly graph: LazyModel;
  private readonly detector: NpmModelsDetector;

  constructor(
    private readonly options: MovenetOptions,
    source: ModelSource,
  ) {
    this.graph = new LazyModel(source, `movenet-${options.variant}`);
    const detector = { scoreThreshold: options.minPersonScore, nmsIou: 0.5, maxDetections: 50 };
    this.detector = new NpmModelsDetector({ model: options.people, ...detector }, source, {
      dataset: { objectClasses: ['person'] },
    });
  }

  async annotate({ image, people }: Pick<PoseAnnotatorInput, 'image' | 'people'>) {
    const { variant } = this.options;
    if (variant === 'multipose') return this.wholeImage(image);
    const poses: AnnotatedPose[] = [];
    for (const person of await this.peopleOf(image, people)) {
      poses.push(await this.singlePose(image, person, SIDES[variant]));
    }
    return poses;
  }

  dispose(): void {
    this.graph.dispose();
    this.detector.dispose();
  }

  private async peopleOf(image: RgbImage, given: readonly XyxyBox[] | null): Promise<Person[]> {
    if (given) {
      const inside = (box: XyxyBox) => boxArea(clipBox(box, image.width, image.height)) > 0;
      return given.filter(inside).map((box) => ({ box, score: 1 }));
    }
    const { boxes, scores } = await this.detector.detect(image);
    return Array.from(scores, (score, i) => ({ box: boxAt(boxes, i), score }));
  }

  private async singlePose(image: RgbImage, { box, score }: Person, side: number) {
    const view = squareView(box, this.options.margin, side);
    const keypoints = decodeKeypoints(await this.run(image, view), view);
    return { box, score: score * meanConfidence(keypoints), keypoints };
  }

  private async wholeImage(image: RgbImage): Promise<AnnotatedPose[]> {
    const view = multipleView(image, this.options.longerSide, MULTIPLE);
    const poses = decodeMultipose(await this.run(image, view), view, this.options.minPersonScore);
    return poses
      .map((pose) => ({ ...pose, box: clipBox(pose.box, image.width, image.height) }))
      .filter(({ box }) => boxArea(box) > 0);
  }

  private async run(image: RgbImage, view: View): Promise<Float32Array> {
    const graph = await this.graph.get();
    const pixels = Int32Array.from(renderView(image, view), Math.round);
    const { width, height } = view;
    const output = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [1, height, width, 3], 'int32');
      return graph.execute(input, 'Identity') as tf.Tensor;
    });
    try {
      return (await output.data()) as Float32Array;
    } finally {
      output.dispose();
    }
  }
}
