import type { BackendChoice } from '@turbo-hoi/backends';
import {
  type DatasetContext,
  type DatasetInfo,
  type NamedImage,
  type PluginConfig,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  selectPlugin,
} from '@turbo-hoi/core';
import { resizeImage } from '@turbo-hoi/datasets/node';
import {
  createPredictor,
  type PhotoPredictor,
  SHOWN_SCORE,
  type TrainedPart,
  trainedTasks,
  type TripletOptions,
} from '@turbo-hoi/inference';
import type { PredictCommandOptions } from './predict-options';
import { openSource } from './open-source';
import type { ShownLimits } from './shown-boxes';

/** A predictor for the command's options, and its description. */
export interface OpenedPredictor {
  readonly predictor: PhotoPredictor;
  /** A pose detector besides the model; null: none was chosen. */
  readonly annotator: PoseAnnotator | null;
  /** Tells the detectors the images, before the first. */
  expect(images: readonly NamedImage[]): Promise<void>;
  readonly trained: readonly TrainedPart[];
  readonly info: DatasetInfo;
  /** The detector's config. */
  readonly detector: PluginConfig;
  /** The pose detector's config. */
  readonly pose: PluginConfig | null;
  /** Display name of the run or the config. */
  readonly name: string;
  /** The run's or the config's entry in the list of results. */
  readonly listed: object;
  /** How the objects of triplets are chosen. */
  readonly targetChoice: TripletOptions;
  /** What is shown. */
  readonly limits: ShownLimits;
  /** N. */
  readonly stageCount: number;
  /** The stages with trained poses or actions, ascending. */
  readonly trainedStages: readonly number[];
  /** Those of them with trained poses. */
  readonly posedStages: readonly number[];
}

/**
 * Opens the run, or composes the config, with the chosen detector.
 *
 * @throws TurboHoiError `usage` for a detector that reads annotations; as `openRun` and `openConfig` do
 */
export async function openPredictor(
  options: PredictCommandOptions,
  cwd: string,
  context: DatasetContext,
  notify: (line: string) => void,
): Promise<OpenedPredictor> {
  const source = await openSource(options, cwd, context);
  const { composed, container, name, listed } = source;
  const { experiment, detector, dataset } = composed;
  const owned: { dispose?(): void }[] = [composed];
  try {
    const { poseDetector: pose } = experiment;
    const path = options.pose === undefined ? 'poseDetector' : '--pose';
    const posePlugin = pose && selectPlugin(container, POSE_ANNOTATORS, pose, path);
    const { model, backend, ...trained } = await source.loadModel(
      options.backend as BackendChoice,
      notify,
    );
    owned.push(model);
    const annotator = (await posePlugin?.create({ warn: notify })) ?? null;
    if (annotator) owned.push(annotator);
    notify(`${source.title} on ${backend.name} (${backend.device})`);
    const predictor = await createPredictor({
      model,
      ...trained,
      detector,
      input: experiment.input,
      targetChoice: experiment.targetChoice,
      decoding: experiment.decoding,
      resizeImage,
      minScore: options.minScore ?? source.minScore,
      minActionScore: options.minActionScore ?? source.minActionScore,
      maxPeople: source.maxPeople,
      rank: source.rank,
      shown: source.shownBoxes,
      distinct: source.distinct,
    });
    const tasks = trainedTasks(model.config, trained.untrained ?? []);
    return {
      predictor,
      annotator,
      expect: async (images) => {
        await detector.expect?.(images);
        await annotator?.expect?.(images);
      },
      trained: [...predictor.trained, ...(annotator ? [posePart(annotator)] : [])],
      info: dataset.info,
      detector: experiment.detector,
      pose,
      name,
      listed,
      targetChoice: experiment.targetChoice,
      limits: {
        minScore: options.minTripletScore ?? source.shownScore ?? SHOWN_SCORE,
        // Who asks for doubtful boxes sees them.
        likelyBox: options.minScore ?? source.likelyBox ?? 0,
      },
      stageCount: model.stageCount,
      trainedStages: tasks.flatMap(({ poses, actions }, stage) =>
        poses || actions ? [stage] : [],
      ),
      posedStages: tasks.flatMap(({ poses }, stage) => (poses ? [stage] : [])),
    };
  } catch (error) {
    for (const part of owned) part.dispose?.();
    throw error;
  }
}

function posePart({ trainedOn }: PoseAnnotator): TrainedPart {
  return {
    part: 'pose detector',
    trainedOn: trainedOn ?? null,
    gives: 'the skeletons of the drawing "pose"',
  };
}
