import { z } from 'zod';

/** How the learning rate changes: linear warm-up, then steps down by a factor, or along a cosine. */
export const scheduleSchema = z.strictObject({
  learningRate: z.number().positive().default(0.01),
  /** Warm-up steps, with a rate that rises linearly and reaches the full rate in the last of them: < 1 is a fraction of all steps. */
  warmupSteps: z
    .number()
    .min(0)
    .refine((steps) => steps < 1 || Number.isInteger(steps), 'expected a fraction or whole steps')
    .default(0),
  /** After which steps the rate drops: < 1 is a fraction of all steps, else a number of steps. */
  milestones: z.array(z.number().positive()).default([]),
  /** Factor on the rate at each milestone. */
  factor: z.number().positive().default(0.1),
  /** Half a cosine over the whole run, down to this fraction of the rate (Loshchilov and Hutter 2017); null: none. */
  cosine: z.number().min(0).lt(1).nullable().default(null),
});

export type ScheduleConfig = z.output<typeof scheduleSchema>;

/** The learning rate of a step, counted from 1. */
export type LearningRateSchedule = (step: number) => number;

/**
 * The schedule of a run of `steps` steps.
 *
 * @example
 * const learningRateAt = learningRateSchedule(scheduleSchema.parse({ milestones: [10_000] }), 13_000);
 * learningRateAt(10_000); // 0.01
 * learningRateAt(10_001); // 0.001
 */
export function learningRateSchedule(
  { learningRate, warmupSteps, milestones, factor, cosine }: ScheduleConfig,
  steps: number,
): LearningRateSchedule {
  const stepsOf = (at: number) => (at < 1 ? Math.round(at * steps) : at);
  const drops = milestones.map(stepsOf);
  const rising = Math.max(1, stepsOf(warmupSteps));
  return (step) => {
    const warmup = Math.min(1, step / rising);
    const passed = drops.filter((drop) => step > drop).length;
    const rate = learningRate * warmup * factor ** passed;
    return cosine === null ? rate : rate * cosineFactor((step - 1) / steps, cosine);
  };
}

/** 1 at the start of a run, `least` at its end. @param done share of the run, 0..1 */
function cosineFactor(done: number, least: number): number {
  return least + ((1 - least) * (1 + Math.cos(Math.PI * Math.min(1, done)))) / 2;
}
