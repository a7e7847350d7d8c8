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
import type { DecodeOptions } from '@turbo-hoi/pose-module';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ImagePrediction } from '../predictor/prediction';
import { Predictor, type PredictorInput } from '../predictor/predictor';
import { inPixelsOf } from '../predictor/scale-prediction';
import { type DescribeOptions, describePrediction } from './describe-prediction';
import { detectionsAlone, onlyTrained } from './only-trained';
import { type PhotoImage, toRgbImage } from './photo-image';
import type { PhotoPrediction } from './photo-prediction';
import { resizeBilinear } from './resize-bilinear';
import { detectorPart, modelParts, type TrainedPart } from './trained-parts';
import { isJudgeTrained, isSilent, tasksOf, trainedTasks } from './trained-tasks';

export interface PredictorOptions extends DescribeOptions {
  /** The predictor takes it over and disposes it. */
  readonly model: TurboModel;
  /** Names of the model's parameters that nothing trained, such as a file lacked: what rests on them is left out. Default: none. */
  readonly untrained?: Iterable<string>;
  /** What the others were trained on; null: not known. Default: the model's data set. */
  readonly trainedOn?: string | null;
  /** Finds people and objects; the predictor takes it over. One that reads annotations finds nothing in a photo. */
  readonly detector: Detector;
  /** How large the model sees images, as the experiment's `input` says; default: in their own size. */
  readonly input?: ResizeOptions | null;
  /** Detections of a lower score do not count. Default 0.3. */
  readonly minScore?: number;
  /** At most so many people a photo, best first. Default 50. */
  readonly maxPeople?: PeopleOptions['maxPeople'];
  /** How heatmaps become keypoints. */
  readonly decoding?: DecodeOptions;
  /** Default: `resizeBilinear`. */
  readonly resizeImage?: ResizeImage;
}

/** What a detector may want to know of a photo. */
export interface PhotoOptions {
  readonly imageId?: number;
  readonly fileName?: string;
}

/** Finds people, their poses and what they do in photos. */
export interface PhotoPredictor<Image = PhotoImage> {
  /** Which part was trained on what: for images of another kind its answers mean little. */
  readonly trained: readonly TrainedPart[];
  /** @throws TurboHoiError `shape`, `data` or `io` for what is no image */
  predict(image: Image, options?: PhotoOptions): Promise<PhotoPrediction>;
  dispose(): void;
}

/**
 * Makes a predictor of a model and a detector; a tensor backend has to be ready.
 *
 * A photo may have any size: it is resized as the model was trained, and results are in its own pixels.
 *
 * @throws TurboHoiError `config` for a detector that only proposes, where nothing trained what would judge its proposals
 */
export async function createPredictor(options: PredictorOptions): Promise<PhotoPredictor> {
  const { model, detector, input, untrained = [], resizeImage = resizeBilinear } = options;
  const { minScore = 0.3, maxPeople = 50, trainedOn = `data set ${model.dataset.name}` } = options;
  const people = { minScore, maxPeople };
  const tasks = trainedTasks(model.config, untrained);
  const judges = detector.proposesOnly ?? false;
  if (judges && !isJudgeTrained(untrained)) throw untrainedJudge();
  const predictor = new Predictor(model, people, { score: minScore }, options.decoding);
  const predictOne = async (seen: PredictorInput): Promise<ImagePrediction> =>
    isSilent(tasks) && !judges
      ? detectionsAlone(seen, people, tasks)
      : onlyTrained((await predictor.predict([seen]))[0], tasks);
  const rule = input && resizeRule(input);
  const rng = createRng(0).fork('predict');
  return {
    trained: [
      detectorPart(detector),
      ...modelParts(trainedOn, tasksOf(model.config), tasks, judges),
    ],
    predict: async (photo, { imageId = 0, fileName } = {}) => {
      const sample = sampleOf(toRgbImage(photo), imageId, fileName);
      const shown = rule ? (await resizeSample(sample, rule, resizeImage)).sample : sample;
      const found = await detector.propose(shown, rng.fork('propose', imageId));
      const prediction = await predictOne({
        imageId,
        image: shown.image,
        proposesOnly: judges,
        detections: judges ? found : atLeast(minScore, found),
      });
      const inPhoto = inPixelsOf(sample, shown, prediction);
      return describePrediction(inPhoto, sample, model.dataset, options);
    },
    dispose: () => {
      model.dispose();
      detector.dispose?.();
    },
  };
}

function untrainedJudge(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'The detector only proposes boxes, and nothing trained what would say what they hold (stem and objectBranch of the model). ' +
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
