import { TurboHoiError } from '@turbo-hoi/core';
import type { EvaluateOptions } from '../cli/evaluate.command';

export async function evaluateCommand(run: string, { backend }: EvaluateOptions): Promise<void> {
  throw new TurboHoiError('usage', `evaluate ${run} on ${backend}: is not available yet.`);
}
