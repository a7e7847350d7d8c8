import type { RankTriplet } from '@turbo-hoi/inference';
import { z } from 'zod';

export const rankingSchema = z.strictObject({
  /** Share of the training split's people with annotated actions who do the action of each column. */
  baseRates: z.array(z.number().min(0).max(1)),
});

export type Ranking = z.output<typeof rankingSchema>;

/** Smaller rates count as this one: a few examples tell little about a rate. */
const LEAST_RATE = 0.005;

/**
 * Orders triplets of different actions by what their probability would be if all actions were equally frequent: the logit of the score minus
 * that of the action's base rate (logit adjustment, Menon et al. 2021), the order with the least error averaged over actions. By
 * probability alone, `hold` and `look` precede nearly everything that is held or looked at.
 */
export function balancedRank({ baseRates }: Ranking): RankTriplet {
  const offsets = baseRates.map((rate) => logit(Math.max(LEAST_RATE, rate)));
  return ({ column, score }) => sigmoid(logit(score) - offsets[column]);
}

const EPSILON = 1e-6;

function logit(p: number): number {
  const inside = Math.min(1 - EPSILON, Math.max(EPSILON, p));
  return Math.log(inside / (1 - inside));
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
