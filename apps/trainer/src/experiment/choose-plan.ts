import { TurboHoiError } from '@turbo-hoi/core';
import type { Comparison, ExperimentPlan, PlanDataset } from './experiment-plan';

/** A plan and its data set. */
export interface ChosenPlan {
  readonly dataset: PlanDataset;
  readonly plan: ExperimentPlan;
  /** Whether `--dataset` need not be given for it. */
  readonly isDefault: boolean;
}

/**
 * The plan of a comparison on a data set, by default its first.
 *
 * @throws TurboHoiError `usage` for a data set that the comparison has no plan for
 */
export function choosePlan(name: string, comparison: Comparison, dataset?: string): ChosenPlan {
  const names = Object.keys(comparison) as PlanDataset[];
  const chosen = dataset === undefined ? names[0] : names.find((one) => one === dataset);
  if (chosen === undefined) {
    throw new TurboHoiError(
      'usage',
      `--dataset ${dataset}: ${name} has no plan for it; it has ${names.join(', ')}.`,
    );
  }
  return { dataset: chosen, plan: comparison[chosen]!, isDefault: chosen === names[0] };
}
