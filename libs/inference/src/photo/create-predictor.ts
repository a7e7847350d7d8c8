import {
  createRng,
  type Detections,
  type Detector,
  type RgbImage,
  type Sample,
  TurboHoiError,
} from '@turbo-hoi/core';
import {
  resizeRule,
  resizeSample,
  type ResizeImage,
  type ResizeOptions,
} from '@turbo-hoi/datasets';
import { type PeopleOptions, takeDetections } from '@turbo-hoi/detection';
import type { PoseDecoding } from '@turbo-hoi/pose-module';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ImagePrediction } from '../predictor/prediction';
import { Predictor, type PredictorInput } from '../predictor/predictor';
import { keepDetections } from '../predictor/keep-detections';
import { inPixelsOf } from '../predictor/scale-prediction';
import { type DescribeOptions, describePrediction } from './describe-prediction';
import { leftOutOf } from './left-out';
import { detectionsAlone, onlyTrained } from './only-trained';
import { type PhotoImage, toRgbImage } from './photo-image';
import type { PhotoPrediction } from './photo-prediction';
import { resizeBilinear } from './resize-bilinear';
import { shownDetections } from './shown-detections';
import { detectorPart, modelParts, type TrainedPart } from './trained-parts';
import { isClassifierTrained, hasNoTasks, tasksOf, trainedTasks } from './trained-tasks';

export interface PredictorOptions extends DescribeOptions {
  /** The predictor disposes it. */
  readonly model: TurboModel;
  /** Names of untrained parameters of the model, such as those missing in a weights file; outputs that depend on them are left out. Default: none. */
  readonly untrained?: Iterable<string>;
  /** Training data of the other parameters; null: unknown. Default: the model's data set. */
  readonly trainedOn?: string | null;
  /** Detector of people and objects; the predictor disposes it. One that reads annotations detects nothing in a photo. */
  readonly detector: Detector;
  /** Resizing of images for the model, the experiment's `input`; default: none. */
  readonly input?: ResizeOptions | null;
  /** Minimum score of detections. Default 0.3. */
  readonly minScore?: number;
  /** Maximum number of people per photo, best first. Default 50. */
  readonly maxPeople?: PeopleOptions['maxPeople'];
  /** Maximum number of detections that the result keeps, those that matter most. Default: all. */
  readonly shown?: number;
  /** How heatmaps become poses. */
  readonly decoding?: PoseDecoding;
  /** Default: `resizeBilinear`. */
  readonly resizeImage?: ResizeImage;
}

/** Facts about a photo that detectors may use. */
export interface PhotoOptions {
  readonly imageId?: number;
  readonly fileName?: string;
}

/** Predicts people, their poses and their actions in photos. */
export interface PhotoPredictor<Image = PhotoImage> {
  /** The training data of each part: results on other kinds of images are unreliable. */
  readonly trained: readonly TrainedPart[];
  /** @throws TurboHoiError `shape`, `data` or `io` if the input is not an image */
  predict(image: Image, options?: PhotoOptions): Promise<PhotoPrediction>;
  dispose(): void;
}

/**
 * Creates a predictor from a model and a detector; a tensor backend has to be ready.
 *
 * A photo may have any size: it is resized by `input`, and results are in pixels of the photo.
 *
 * @throws TurboHoiError `config` for a detector that only proposes, if the model's stem or object branch is untrained
 */
export async function createPredictor(options: PredictorOptions): Promise<PhotoPredictor> {
  const { model, detector, input, untrained = [], resizeImage = resizeBilinear } = options;
  const { minScore = 0.3, maxPeople = 50, trainedOn = `data set ${model.dataset.name}` } = options;
  const people = { minScore, maxPeople };
  const tasks = trainedTasks(model.config, untrained);
  const classifies = detector.proposesOnly ?? false;
  if (classifies && !isClassifierTrained(untrained)) throw untrainedClassifier();
  const predictor = new Predictor(model, people, { score: minScore }, options.decoding);
  const predictOne = async (seen: PredictorInput): Promise<ImagePrediction> =>
    hasNoTasks(tasks) && !classifies
      ? detectionsAlone(seen, people, tasks)
      : onlyTrained((await predictor.predict([seen]))[0], tasks);
  const rule = input && resizeRule(input);
  const rng = createRng(0).fork('predict');
  return {
    trained: [
      detectorPart(detector),
      ...modelParts(trainedOn, tasksOf(model.config), tasks, classifies),
    ],
    predict: async (photo, { imageId = 0, fileName } = {}) => {
      const sample = sampleOf(toRgbImage(photo), imageId, fileName);
      const shown = rule ? (await resizeSample(sample, rule, resizeImage)).sample : sample;
      const found = await detector.propose(shown, rng.fork('propose', imageId));
      const prediction = await predictOne({
        imageId,
        image: shown.image,
        proposesOnly: classifies,
        detections: classifies ? found : atLeast(minScore, found),
      });
      const inPhoto = inPixelsOf(sample, shown, prediction);
      const { dataset } = model;
      const kept =
        options.shown === undefined
          ? inPhoto
          : keepDetections(inPhoto, shownDetections(inPhoto, dataset, options.shown, options));
      return {
        ...describePrediction(kept, sample, dataset, options),
        leftOut: leftOutOf(found, prediction, people),
      };
    },
    dispose: () => {
      model.dispose();
      detector.dispose?.();
    },
  };
}

function untrainedClassifier(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'The detector only proposes boxes, and the part of the model that would classify them (stem and objectBranch) is untrained. ' +
      'Use a detector that classifies, or load these parts.',
  );
}

function sampleOf(image: RgbImage, imageId: number, fileName: string | undefined): Sample {
  const { width, height } = image;
  return { imageId, fileName, width, height, image, people: [], objects: [] };
}

function atLeast(minScore: number, detections: Detections): Detections {
  const { scores } = detections;
  const kept = Array.from(scores.keys())
    .filter((i) => scores[i] >= minScore)
    .sort((a, b) => scores[b] - scores[a]);
  return takeDetections(detections, kept);
}
