import type { StepRecord } from '@turbo-hoi/training';
import { NO_DISPLAYS, type ProgressDisplays } from './progress';

/** Callbacks for the events of a run. */
export interface RunObserver {
  /** Receives a line for the user, such as the parameters that an `init` matched. */
  notify(line: string): void;
  readonly displays: ProgressDisplays;
  /** Called after every training step of the model. */
  onStep(record: StepRecord): void;
}

/** An observer with the given callbacks; other events are ignored. */
export function runObserver(given: Partial<RunObserver> = {}): RunObserver {
  const { notify = () => undefined, displays = NO_DISPLAYS, onStep = () => undefined } = given;
  return { notify, displays, onStep };
}
