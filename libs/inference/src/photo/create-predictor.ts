import {
  createRng,
  type Detections,
  type Detector,
  type RgbImage,
  type Sample,
} from '@turbo-hoi/core';
import {
  resizeRule,
  resizeSample,
  type ResizeImage,
  type ResizeOptions,
} from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { Predictor } from '../predictor/predictor';
import { inPixelsOf } from '../predictor/scale-prediction';
import { type PeopleOptions, takeRows } from '../predictor/select-people';
import { type DescribeOptions, describePrediction } from './describe-prediction';
import { type PhotoImage, toRgbImage } from './photo-image';
import type { PhotoPrediction } from './photo-prediction';
import { resizeBilinear } from './resize-bilinear';
import { type TrainedPart, trainedParts } from './trained-parts';

export interface PredictorOptions extends DescribeOptions {
  /** Trained; the predictor takes it over and disposes it. */
  readonly model: TurboModel;
  /** Finds people and objects; the predictor takes it over. One that reads annotations finds nothing in a photo. */
  readonly detector: Detector;
  /** How large the model sees images, as the experiment's `input` says; default: in their own size. */
  readonly input?: ResizeOptions | null;
  /** Detections of a lower score do not count. Default 0.3. */
  readonly minScore?: number;
  /** At most so many people a photo, best first. Default 50. */
  readonly maxPeople?: PeopleOptions['maxPeople'];
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
 * Makes a predictor of a trained model and a detector; a tensor backend has to be ready.
 *
 * A photo may have any size: it is resized as the model was trained, and results are in its own pixels.
 */
export async function createPredictor(options: PredictorOptions): Promise<PhotoPredictor> {
  const { model, detector, input, minScore = 0.3, maxPeople = 50 } = options;
  const { resizeImage = resizeBilinear } = options;
  const predictor = new Predictor(model, { minScore, maxPeople }, { score: minScore });
  const rule = input && resizeRule(input);
  const rng = createRng(0).fork('predict');
  return {
    trained: trainedParts(model.dataset, detector),
    predict: async (photo, { imageId = 0, fileName } = {}) => {
      const sample = sampleOf(toRgbImage(photo), imageId, fileName);
      const shown = rule ? (await resizeSample(sample, rule, resizeImage)).sample : sample;
      const found = await detector.propose(shown, rng.fork('propose', imageId));
      const [prediction] = await predictor.predict([
        {
          imageId,
          image: shown.image,
          gives: detector.gives,
          detections: detector.gives === 'proposals' ? found : atLeast(minScore, found),
        },
      ]);
      const inPhoto = inPixelsOf(sample, shown, prediction);
      return describePrediction(inPhoto, sample, model.dataset, options);
    },
    dispose: () => {
      model.dispose();
      detector.dispose?.();
    },
  };
}

function sampleOf(image: RgbImage, imageId: number, fileName: string | undefined): Sample {
  const { width, height } = image;
  return { imageId, fileName, width, height, image, people: [], objects: [] };
}

function atLeast(minScore: number, { boxes, scores, classes }: Detections): Detections {
  const kept = Array.from(scores.keys())
    .filter((i) => scores[i] >= minScore)
    .sort((a, b) => scores[b] - scores[a]);
  return {
    boxes: takeRows(boxes, 4, kept),
    scores: takeRows(scores, 1, kept),
    classes: Int32Array.from(kept, (i) => classes[i]),
  };
}
