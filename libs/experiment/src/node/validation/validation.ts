import type { PriorPrediction } from '@turbo-hoi/evaluation';
import type { TensorBoardLog } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ExampleImage } from '@turbo-hoi/visualization';
import type { WorkBeside } from '../../progress/progress';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { keptDetector } from '../compose/kept-detector';
import { evaluateSplit, firstImages, priorOf } from '../evaluate/evaluate-split';
import { exampleImage } from '../report/example-image';
import type { RunFiles } from '../run-folder/run-folder';
import { ValidationFiles } from './validation-files';
import {
  type ValidationLine,
  validationCurves,
  validationLine,
  validationText,
} from './validation-line';
import { PICTURE_IMAGES, validationPicture } from './validation-picture';

const SPLIT = 'validation';

export interface ValidationOptions {
  readonly composed: ComposedExperiment;
  readonly model: TurboModel;
  readonly files: RunFiles;
  /** Number of completed steps. */
  readonly start: number;
  readonly curves: Pick<TensorBoardLog, 'add'>;
  /** Stops a validation, which then leaves no trace. */
  readonly signal: AbortSignal;
  readonly notify: (line: string) => void;
}

/**
 * Evaluates the first images of the validation split every `training.validateEvery` steps, except the last step: a line of text and of
 * `validation.jsonl`, curves and a picture. It changes neither the model nor the randomness of training.
 */
export class Validation {
  private readonly written: ValidationFiles;
  private prior: PriorPrediction | null = null;
  private readonly seconds: number[] = [];
  private told = 0;

  /**
   * @returns null for an experiment without validations, or whose validation split has no images, which is told
   * @throws TurboHoiError `io`
   */
  static of(options: ValidationOptions): Validation | null {
    const { experiment, dataset } = options.composed;
    const { validateEvery } = experiment.training;
    if (validateEvery === null) return null;
    if (dataset.split(SPLIT).size > 0) return new Validation(options, validateEvery);
    options.notify('The validation split has no images: there is no validation while training.');
    return null;
  }

  private constructor(
    private readonly options: ValidationOptions,
    private readonly every: number,
  ) {
    this.written = new ValidationFiles(options.files, options.start);
  }

  /** Whether the model is validated after a step, and was not yet. */
  isDue(step: number): boolean {
    const { steps } = this.options.composed.experiment.training;
    return step > 0 && step < steps && step % this.every === 0 && !this.written.has(step);
  }

  /**
   * Validates the model as it is after a step.
   *
   * @returns the line for the user; null if the signal aborted
   */
  async run(step: number): Promise<string | null> {
    const began = performance.now();
    try {
      return await this.evaluate(step);
    } catch (error) {
      if (this.options.signal.aborted) return null;
      throw error;
    } finally {
      this.seconds.push((performance.now() - began) / 1000);
    }
  }

  /** Its time since the last call, and that of the validations after a step; null before the first. */
  takeWork(step: number): WorkBeside | null {
    const { seconds, told, every, options } = this;
    if (seconds.length === 0) return null;
    this.told = seconds.length;
    const { steps } = options.composed.experiment.training;
    const left = Math.floor((steps - 1) / every) - Math.ceil(step / every) + 1;
    return {
      seconds: seconds.slice(told).reduce((sum, one) => sum + one, 0),
      // The latest: the first also reads the training split.
      secondsLeft: seconds[seconds.length - 1] * Math.max(0, left),
    };
  }

  private async evaluate(step: number): Promise<string> {
    const { composed, model, curves, signal, notify } = this.options;
    const { experiment, dataset, evaluationDetector } = composed;
    const split = firstImages(dataset.split(SPLIT), experiment.training.validationImages);
    const examples: ExampleImage[] = [];
    const kept = { experiment, dataset, detector: evaluationDetector };
    const detector = keptDetector(kept, SPLIT, notify);
    try {
      this.prior ??= await priorOf(composed, signal);
      const evaluation = await evaluateSplit(composed, model, {
        split,
        detector,
        prior: this.prior,
        signal,
        onPrediction: (sample, prediction) => {
          if (examples.length < PICTURE_IMAGES)
            examples.push(exampleImage(sample, prediction, dataset.info, experiment.targetChoice));
        },
      });
      const line: ValidationLine = validationLine(step, split.size, evaluation);
      this.written.add(line, await validationPicture(examples, model.stageCount));
      curves.add(step, validationCurves(line));
      return validationText(line, evaluation.columns);
    } finally {
      detector.close?.();
    }
  }
}
