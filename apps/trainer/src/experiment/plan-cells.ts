import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { type Experiment, parseSetting } from '@turbo-hoi/experiment';
import { loadExperiment } from '@turbo-hoi/experiment/node';
import { CONFIGS } from '../configs';
import { CellFolder } from './cell-folder';
import { settingsFor, unknownConfigs } from './cell-settings';
import { codeVersion, shortHash } from './code-version';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan, PlanConfig } from './experiment-plan';

export interface PlannedCell {
  /** Name in the plan's `configs`. */
  readonly config: string;
  /** The built-in config. */
  readonly source: string;
  readonly experiment: Experiment;
  readonly seed: number;
  readonly folder: CellFolder;
  /** Arguments of `train`. */
  readonly train: readonly string[];
}

/**
 * Every config of a plan with every seed; the folder of each is named by its config and by the version of the code, so that a cell with
 * another config is another one.
 *
 * @throws TurboHoiError `usage` or `config` for settings that do not fit
 */
export async function planCells(
  plan: ExperimentPlan,
  out: string,
  { seeds, firstSeed, set = [], backend }: ExperimentOptions,
): Promise<PlannedCell[]> {
  const code = codeVersion(__dirname, 'released');
  checkConfigNames(plan, set);
  const cells: PlannedCell[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    for (const [config, { source, settings: own, needs }] of configsOf(plan)) {
      const settings = [...plan.settings, ...own, ...settingsFor(source, set), `seed=${seed}`];
      const parsed = settings.map(parseSetting);
      const { experiment } = await loadExperiment(source, parsed, process.cwd(), CONFIGS);
      checkNeeds(experiment, { config, source, needs });
      const hash = shortHash(JSON.stringify([experiment, plan.evaluations, code]));
      const path = join(out, 'cells', `${source}-${seed}-${hash}`);
      const folder = new CellFolder(path, Object.keys(plan.evaluations));
      const changes = settings.flatMap((setting) => ['--set', setting]);
      const train = ['--config', source, ...changes, '--backend', backend, '--run-dir', path];
      cells.push({ config, source, experiment, seed, folder, train });
    }
  }
  return cells;
}

/** The configs of a plan by their names: the built-in one, its settings, and the fields that have to be given. */
export function configsOf({ configs }: Pick<ExperimentPlan, 'configs'>) {
  return Object.entries(configs).map(([name, given]) => {
    const plain: PlanConfig = typeof given === 'string' ? { config: given, settings: [] } : given;
    const { config: source, settings, needs = [] } = plain;
    return [name, { source, settings, needs }] as const;
  });
}

/** @throws TurboHoiError `usage` for a field that has to be given and is not */
function checkNeeds(
  experiment: Experiment,
  { config, source, needs }: { config: string; source: string; needs: readonly string[] },
): void {
  const valueAt = (path: string) =>
    path
      .split('.')
      .reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | null)?.[key],
        experiment,
      );
  const missing = needs.find((path) => (valueAt(path) ?? null) === null);
  if (missing === undefined) return;
  throw new TurboHoiError(
    'usage',
    `${missing} of "${config}": got none; name it with --set ${source}:${missing}=PATH.`,
  );
}

function checkConfigNames(plan: ExperimentPlan, set: readonly string[]): void {
  const sources = [...new Set(configsOf(plan).map(([, { source }]) => source))];
  const [unknown] = unknownConfigs(sources, set);
  if (unknown === undefined) return;
  throw new TurboHoiError(
    'usage',
    `--set ${unknown}:…: the comparison has no config ${unknown}; it has ${sources.join(', ')}.`,
  );
}

export const cellName = ({ config, seed }: Pick<PlannedCell, 'config' | 'seed'>) =>
  `${config}, seed ${seed}`;
