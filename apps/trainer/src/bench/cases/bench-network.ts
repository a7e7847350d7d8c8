import type { TrainingBatch } from '@turbo-hoi/datasets';
import type { ComposedExperiment } from '@turbo-hoi/experiment/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { LayoutSizes } from './random-layout';

/** The batches of a step for a model, one per micro-step. */
export type BatchesOf = (model: TurboModel) => (step: number) => Promise<readonly TrainingBatch[]>;

/** An experiment to time, and its batches. */
export interface BenchNetwork {
  readonly composed: ComposedExperiment;
  readonly batches: BatchesOf;
  /** What a forward pass without gradients is timed on; absent: the first of `batches`. */
  readonly seen?: BatchesOf;
  /** Height and width of the images in pixels, before padding; absent: those that the config states. */
  readonly image?: readonly [number, number];
  /** Of a network without pixels: what the batches hold. */
  readonly layout?: Readonly<Record<'training' | 'inference', LayoutSizes>>;
}
