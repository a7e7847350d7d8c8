import type { Comparison } from '../experiment-plan';
import { embeddedPlan } from './embedded-plan';
import { figure3Plans } from './figure-3-plan';
import { layoutsPlan } from './layouts-plan';
import { gradientPlans, lambdaPlans, maskPlans, weightSharingPlans } from './setting-plans';
import { table1Plans, table2Plans } from './table-plans';

/** The comparisons of the command `experiment` by name. */
export const EXPERIMENTS: Readonly<Record<string, Comparison>> = {
  'figure-3': figure3Plans,
  'table-1': table1Plans,
  'table-2': table2Plans,
  masks: maskPlans,
  'weight-sharing': weightSharingPlans,
  gradients: gradientPlans,
  lambda: lambdaPlans,
  embedded: { embedded: embeddedPlan },
  layouts: { 'layout-vcoco': layoutsPlan },
};
