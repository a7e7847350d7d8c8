/** The display of one piece of long work. */
export interface Progress<Update> {
  update(update: Update): void;
  /** Writes a line without disturbing the display. */
  note(line: string): void;
  /** Tells the user that work ends early, at the next step or image. */
  stopping(): void;
  /** Takes the display away. */
  stop(): void;
}

/** A training step that is done. */
export interface TrainingUpdate {
  /** From 1. */
  readonly step: number;
  readonly loss: number;
}

/** Training as its display knows it. */
export interface TrainingWork {
  /** What learns, where it is not the model: `detector`. */
  readonly what?: string;
  readonly steps: number;
  /** Steps that an earlier process did. */
  readonly done: number;
  readonly imagesPerStep: number;
  /** Steps between two lines where there is no terminal. */
  readonly logEvery: number;
}

/** What is done image by image. */
export type ImageWork = 'evaluation' | 'proposals';

/** Makes the displays of a run's long work. */
export interface ProgressDisplays {
  training(work: TrainingWork): Progress<TrainingUpdate>;
  /** Updated with the number of images that are done. */
  images(work: ImageWork, total: number): Progress<number>;
}

const nothing = () => undefined;
const hidden = { update: nothing, note: nothing, stopping: nothing, stop: nothing };

/** Displays nothing: for programs that show progress themselves, by `onStep`. */
export const NO_DISPLAYS: ProgressDisplays = { training: () => hidden, images: () => hidden };
