import type { ExperimentPlan } from './experiment-plan';
import { embeddedPlan } from './embedded-plan';
import { layoutsPlan } from './layouts-plan';

/** The comparisons of the command `experiment` by name. */
export const EXPERIMENTS: Readonly<Record<string, ExperimentPlan>> = {
  embedded: embeddedPlan,
  layouts: layoutsPlan,
};
