import type { HoiTrunkOptions } from '../pose-aware/hoi-trunk';

/** `width`, `layers`, `dropout`, … are of the layers on people and, again, of those on objects. */
export interface InteractNetOptions extends HoiTrunkOptions {
  /** Whether an action loss is the sum or the mean over the action columns; it is a mean over people or pairs. */
  readonly actionLoss: 'sum' | 'mean';
  /** Weight of people's actions; InteractNet: 2. */
  readonly actionWeight: number;
  /** Weight of the target loss; InteractNet: 1. */
  readonly targetWeight: number;
  /** Weight of the pairs' actions; InteractNet: 1. */
  readonly pairWeight: number;
  /** Error at which smooth L1 changes from quadratic to linear. */
  readonly beta: number;
  /** Initial probability that both action heads predict. */
  readonly baseRate: number;
}
