import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseSetting } from '@turbo-hoi/experiment';
import {
  composeExperiment,
  createRunContainer,
  type Experiment,
  loadExperiment,
} from '@turbo-hoi/experiment/node';
import type { Container } from 'inversify';
import { CONFIGS } from '../../configs';
import { claimsOf } from '../claims';
import { checkSameEvaluation } from '../check-comparable';
import { codeVersion } from '../code-version';
import { configsOf } from '../plan-cells';
import { EXPERIMENTS } from './experiments';

const plans = Object.entries(EXPERIMENTS).flatMap(([name, comparison]) =>
  Object.entries(comparison).map(([dataset, plan]) => [name, dataset, plan] as const),
);

/** Comparisons whose settings a module may refuse. */
const BUILT = ['weight-sharing'];

let container: Container;
beforeAll(async () => (container = await createRunContainer([])));

/** Without the data and the files of weights that are not here. */
function atHome(experiment: Experiment): Experiment {
  const { detector } = experiment;
  const weights = detector.kind === 'faster-rcnn' ? { weights: 'weights.safetensors' } : {};
  return { ...experiment, dataset: { kind: 'synthetic' }, detector: { ...detector, ...weights } };
}

describe.each(plans)('%s on %s', (name, _, plan) => {
  const { configs, rows, differences, columns, evaluations, pictures } = plan;

  test('names built-in configs, and rows and columns that exist', () => {
    const isMissing = (config: string) => !existsSync(join(CONFIGS, `${config}.ts`));
    const sources = configsOf(plan).map(([, { source }]) => source);
    expect(sources.filter(isMissing)).toEqual([]);
    const used = [...rows, ...differences.flatMap(({ of }) => of)];
    const named = [...used.flatMap(({ config }) => config ?? []), ...Object.values(pictures ?? {})];
    expect(named.filter((config) => !(config in configs))).toEqual([]);
    expect(Object.keys(configs).filter((config) => !named.includes(config))).toEqual([]);
    const asked = columns.flatMap(({ evaluation }) => evaluation ?? []);
    expect(asked.filter((evaluation) => !(evaluation in evaluations))).toEqual([]);
    expect(rows.filter((row) => row.config === null && !(row.name && row.paper))).toEqual([]);
  });

  test('states numbers of the paper for its columns alone', () => {
    const scores = columns.map(({ score }) => score);
    const stated = [...rows, ...differences].flatMap(({ paper }) =>
      paper ? Object.keys(paper.scores) : [],
    );
    expect(stated.filter((score) => !scores.includes(score))).toEqual([]);
  });

  test('has settings that fit and make models, different ones for each config, measured in the same way', async () => {
    const loaded = await Promise.all(
      configsOf(plan).map(async ([config, { source, settings }]) => {
        const all = [...plan.settings, ...settings].map(parseSetting);
        return { config, source, ...(await loadExperiment(source, all, '/', CONFIGS)) };
      }),
    );
    expect(() => checkSameEvaluation(loaded)).not.toThrow();
    const resolved: string[] = [];
    for (const { source, experiment } of loaded) {
      const composed = await composeExperiment(container, atHome(experiment));
      resolved.push(JSON.stringify({ ...composed.experiment, name: '' }));
      // At the published size a model takes gigabytes.
      if (BUILT.includes(name) && !source.startsWith('published-')) composed.buildModel().dispose();
      composed.dispose();
    }
    expect(new Set(resolved).size).toBe(resolved.length);
  });

  if (name === 'figure-3') {
    test("has the paper's eleven differences, and no more than ten trainings a seed", () => {
      expect(claimsOf(plan, [])).toHaveLength(11);
      expect(Object.keys(configs).length).toBeLessThanOrEqual(10);
    });
  }
});

test('the version of code outside of a repository is the given one', () => {
  expect(codeVersion('/', '1.2.3')).toBe('1.2.3');
});
