import type { StepRecord } from '@turbo-hoi/training';
import { NO_DISPLAYS, type ProgressDisplays } from './progress';

/** Told what a run does while it runs. */
export interface RunObserver {
  /** A line that the user should know, such as which parameters an `init` matched. */
  notify(line: string): void;
  readonly displays: ProgressDisplays;
  /** Called after every training step of the model. */
  onStep(record: StepRecord): void;
}

/** An observer of what is given, silent about the rest. */
export function runObserver(given: Partial<RunObserver> = {}): RunObserver {
  const { notify = () => undefined, displays = NO_DISPLAYS, onStep = () => undefined } = given;
  return { notify, displays, onStep };
}
