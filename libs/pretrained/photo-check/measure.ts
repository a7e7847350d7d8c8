import { loadGraphModelSync, tensor4d } from '@tensorflow/tfjs';
import {
  boxAt,
  boxIou,
  COCO_80,
  COCO_KEYPOINTS,
  createRng,
  type AnnotatedPose,
  type Detections,
  type RgbImage,
  type XyxyBox,
} from '@turbo-hoi/core';
import { keypointSimilarity } from '@turbo-hoi/evaluation';
import { ParameterStore } from '@turbo-hoi/nn';
import {
  graphModelSchema,
  GraphModelStem,
  letterboxView,
  MovenetAnnotator,
  movenetSchema,
  type ModelSource,
  NpmModelsDetector,
  npmModelsSchema,
  renderView,
} from '../src/index';
import { modelPath, readArtifacts } from '../src/node';
import type { Truth } from './read-person';

const REPEATS = 5;
const STEM_SIDE = 448;

export interface FoundBox {
  readonly name: string;
  readonly score: number;
  readonly box: XyxyBox;
}

/** Result of one detector on the photo. */
export interface DetectorFigures {
  readonly what: string;
  readonly boxes: readonly FoundBox[];
  /** IoU of the best person's box with the annotated one; 0: no person detected. */
  readonly iou: number;
  /** Median time per image after a warm-up. */
  readonly milliseconds: number;
}

/** Result of one pose detector on the photo. */
export interface PoseFigures {
  readonly what: string;
  readonly score: number;
  /** Object keypoint similarity of the best pose; 0: no pose. */
  readonly oks: number;
  readonly milliseconds: number;
}

/** Features of the frozen backbone on the photo. */
export interface StemFigures {
  readonly shape: readonly number[];
  readonly features: Float32Array;
  readonly milliseconds: number;
}

/** Runs every detector and pose detector on the photo. */
export async function measureAll(source: ModelSource, image: RgbImage, truth: Truth) {
  return {
    detectors: [
      await measureDetector('nanodet', source, image, truth),
      await measureDetector('centernet', source, image, truth),
    ],
    poses: [
      await measurePoses('thunder', 'given', source, image, truth),
      await measurePoses('thunder', 'found', source, image, truth),
      await measurePoses('lightning', 'given', source, image, truth),
      await measurePoses('lightning', 'found', source, image, truth),
      await measurePoses('multipose', 'found', source, image, truth),
    ],
  };
}

async function measureDetector(
  model: 'nanodet' | 'centernet',
  source: ModelSource,
  image: RgbImage,
  truth: Truth,
): Promise<DetectorFigures> {
  const dataset = { objectClasses: COCO_80 };
  const detector = new NpmModelsDetector(npmModelsSchema.parse({ model }), source, { dataset });
  const { result, milliseconds } = await timed(() => detector.detect(image));
  detector.dispose();
  const boxes = named(result);
  const person = boxes.find(({ name }) => name === 'person');
  return { what: model, boxes, iou: person ? boxIou(person.box, truth.box) : 0, milliseconds };
}

async function measurePoses(
  variant: 'thunder' | 'lightning' | 'multipose',
  people: 'given' | 'found',
  source: ModelSource,
  image: RgbImage,
  truth: Truth,
): Promise<PoseFigures> {
  const annotator = new MovenetAnnotator(movenetSchema.parse({ variant }), source);
  const given = people === 'given' ? [truth.box] : null;
  const { result, milliseconds } = await timed(() => annotator.annotate({ image, people: given }));
  annotator.dispose();
  const scored = result.map((pose) => ({ score: pose.score, oks: similarity(pose, truth) }));
  const best = scored.sort((a, b) => b.oks - a.oks).at(0) ?? { score: 0, oks: 0 };
  return { what: `${variant}, ${people}`, ...best, milliseconds };
}

/** MoveNet thunder's features of the photo, resized to a square. */
export async function measureStem(folder: string, image: RgbImage): Promise<StemFigures> {
  const parameters = new ParameterStore(createRng(0));
  const graph = loadGraphModelSync(readArtifacts(modelPath(folder, 'movenet-thunder')));
  const stem = new GraphModelStem(parameters.scope('stem'), graphModelSchema.parse({}), graph);
  const pixels = renderView(image, letterboxView(image, STEM_SIDE));
  const input = tensor4d(pixels, [1, STEM_SIDE, STEM_SIDE, 3]);
  const { result, milliseconds } = await timed(async () => {
    const map = stem.features(input);
    const features = (await map.data()) as Float32Array;
    map.dispose();
    return { shape: map.shape, features };
  });
  [input, stem, parameters].forEach((owner) => owner.dispose());
  return { ...result, milliseconds };
}

function named({ boxes, scores, classes }: Detections): FoundBox[] {
  return Array.from(scores, (score, i) => ({
    name: COCO_80[classes[i]],
    score,
    box: boxAt(boxes, i),
  }));
}

function similarity({ keypoints, score }: AnnotatedPose, truth: Truth): number {
  const { box, area } = truth;
  const annotated = { boxes: [...box], areas: [area], keypoints: truth.keypoints };
  return keypointSimilarity({ scores: [score], keypoints }, 0, annotated, 0, COCO_KEYPOINTS.sigmas);
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  // The first run loads the model and compiles kernels.
  const result = await run();
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { result, milliseconds: times[(REPEATS - 1) / 2] };
}
