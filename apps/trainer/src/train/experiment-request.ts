import { parseSetting, type Setting } from '../config/setting';
import type { TrainOptions } from '../cli/train.command';

/** The settings of a command line, in order of precedence: --set, then the options of their own. */
export function settingsOf({ set = [], maxSteps, seed }: TrainOptions): Setting[] {
  const own: Setting[] = [];
  if (maxSteps !== undefined) {
    own.push({ source: `--max-steps ${maxSteps}`, path: ['training', 'steps'], value: maxSteps });
  }
  if (seed !== undefined) own.push({ source: `--seed ${seed}`, path: ['seed'], value: seed });
  return [...set.map(parseSetting), ...own];
}
