/** The display of one piece of long work. */
export interface Progress<Update> {
  update(update: Update): void;
  /** Writes a line without disturbing the display. */
  note(line: string): void;
  /** Shows that work stops early, at the next step or image. */
  stopping(): void;
  /** Removes the display. */
  stop(): void;
}

/** A completed training step. */
export interface TrainingUpdate {
  /** Counted from 1. */
  readonly step: number;
  readonly loss: number;
  /** Proposals that are computed in the time of the steps; absent or null: none. */
  readonly proposals?: ProposalWork | null;
  /** Validations between the steps; absent or null: none. */
  readonly validation?: WorkBeside | null;
}

/** Work in the time of the steps that is no part of them. */
export interface WorkBeside {
  /** Seconds that it took since the previous step. */
  readonly seconds: number;
  /** Estimated seconds of what is left of it. */
  readonly secondsLeft: number;
}

/** Proposals of images that no earlier step has used. */
export interface ProposalWork extends WorkBeside {
  /** Images that are done, and that the training needs. */
  readonly done: number;
  readonly total: number;
}

/** A training, for its display. */
export interface TrainingWork {
  /** What is trained if not the model: `detector`. */
  readonly what?: string;
  readonly steps: number;
  /** Steps of earlier processes. */
  readonly done: number;
  readonly imagesPerStep: number;
  /** Steps between two lines without a terminal. */
  readonly logEvery: number;
}

/** Work that is done image by image. */
export type ImageWork = 'evaluation' | 'proposals';

/** Creates the displays of a run's long work. */
export interface ProgressDisplays {
  training(work: TrainingWork): Progress<TrainingUpdate>;
  /** Updated with the number of completed images. */
  images(work: ImageWork, total: number): Progress<number>;
}

const nothing = () => undefined;
const hidden = { update: nothing, note: nothing, stopping: nothing, stop: nothing };

/** No display: for programs that show progress themselves with `onStep`. */
export const NO_DISPLAYS: ProgressDisplays = { training: () => hidden, images: () => hidden };
