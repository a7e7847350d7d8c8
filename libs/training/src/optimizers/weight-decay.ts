import { z } from 'zod';

/** Which parameters weight decay pulls towards 0: all, or only those named `weight` and so no biases. */
export const decaySchema = z.enum(['all', 'weights']).default('all');

export type Decay = z.output<typeof decaySchema>;

/** Whether weight decay applies to a parameter. */
export function decaysName(decay: Decay, name: string): boolean {
  return decay === 'all' || /(^|\.)weight$/.test(name);
}
