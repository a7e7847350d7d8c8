import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { COCO_80, COCO_91, DATASETS, selectPlugin } from '@turbo-hoi/core';
import {
  composeExperiment,
  createRunContainer,
  type Experiment,
  loadExperiment,
} from '@turbo-hoi/experiment/node';
import type { Container } from 'inversify';
import publishedGuptaMalik from '../configs/published-gupta-malik';
import publishedHicoAnnotated from '../configs/published-hico-annotated';
import publishedHicoGuptaMalik from '../configs/published-hico-gupta-malik';
import publishedHicoInteractNet from '../configs/published-hico-interactnet';
import publishedHicoPretrain from '../configs/published-hico-pretrain';
import publishedInteractNet from '../configs/published-interactnet';
import publishedMaskRcnn from '../configs/published-mask-rcnn';
import publishedVcoco from '../configs/published-vcoco';
import { CONFIGS } from './configs';
import {
  PUBLISHED_GUPTA_MALIK,
  PUBLISHED_HICO_GUPTA_MALIK,
  PUBLISHED_HICO_INTERACTNET,
  PUBLISHED_INTERACTNET,
  PUBLISHED_MASK_RCNN,
} from './testing/published-rivals';
import {
  PUBLISHED_HICO_ANNOTATED,
  PUBLISHED_HICO_PRETRAIN,
  PUBLISHED_VCOCO,
  type PublishedValue,
  UNPUBLISHED_FIELDS,
} from './testing/published-values';

const TABLES: [string, readonly PublishedValue[]][] = [
  ['published-vcoco', PUBLISHED_VCOCO],
  ['published-hico-pretrain', PUBLISHED_HICO_PRETRAIN],
  ['published-hico-annotated', PUBLISHED_HICO_ANNOTATED],
  ['published-interactnet', PUBLISHED_INTERACTNET],
  ['published-gupta-malik', PUBLISHED_GUPTA_MALIK],
  ['published-hico-interactnet', PUBLISHED_HICO_INTERACTNET],
  ['published-hico-gupta-malik', PUBLISHED_HICO_GUPTA_MALIK],
  ['published-mask-rcnn', PUBLISHED_MASK_RCNN],
];

/** Values by field. */
type Values = Readonly<Record<string, unknown>>;

const valuesOf = (...tables: (readonly PublishedValue[])[]): Values =>
  Object.fromEntries(
    [...new Map(tables.flat().map(({ field, value }) => [field, value]))].filter(
      ([, value]) => value !== undefined,
    ),
  );

const configs: [string, object, Values][] = [
  ['published-vcoco', publishedVcoco, valuesOf(PUBLISHED_VCOCO)],
  [
    'published-hico-pretrain',
    publishedHicoPretrain,
    valuesOf(PUBLISHED_VCOCO, PUBLISHED_HICO_PRETRAIN),
  ],
  [
    'published-hico-annotated',
    publishedHicoAnnotated,
    valuesOf(PUBLISHED_VCOCO, PUBLISHED_HICO_PRETRAIN, PUBLISHED_HICO_ANNOTATED),
  ],
  ['published-interactnet', publishedInteractNet, valuesOf(PUBLISHED_VCOCO, PUBLISHED_INTERACTNET)],
  ['published-gupta-malik', publishedGuptaMalik, valuesOf(PUBLISHED_VCOCO, PUBLISHED_GUPTA_MALIK)],
  [
    'published-hico-interactnet',
    publishedHicoInteractNet,
    valuesOf(PUBLISHED_VCOCO, PUBLISHED_INTERACTNET, PUBLISHED_HICO_INTERACTNET),
  ],
  [
    'published-hico-gupta-malik',
    publishedHicoGuptaMalik,
    valuesOf(PUBLISHED_VCOCO, PUBLISHED_GUPTA_MALIK, PUBLISHED_HICO_GUPTA_MALIK),
  ],
  ['published-mask-rcnn', publishedMaskRcnn, valuesOf(PUBLISHED_VCOCO, PUBLISHED_MASK_RCNN)],
];

/** Every leaf of a config by its path, without fields that no paper states; stages have to be equal. */
function leaves(config: object): Values {
  const found: Record<string, unknown> = {};
  const visit = (value: unknown, path: string): void => {
    if (UNPUBLISHED_FIELDS.includes(path)) return;
    if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
      for (const entry of value) expect(entry).toEqual(value[0]);
      visit(value[0], `${path}[n]`);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) visit(part, path ? `${path}.${key}` : key);
    } else {
      found[path] = named(value);
    }
  };
  visit(config, '');
  return found;
}

/** COCO's class lists by their names in configs. */
function named(value: unknown): unknown {
  if (isDeepStrictEqual(value, COCO_80)) return 'coco-80';
  return isDeepStrictEqual(value, COCO_91) ? 'coco-91' : value;
}

let container: Container;
beforeAll(async () => (container = await createRunContainer([])));

/** The config with the defaults of every plugin, resolved without its data set and weight files. */
async function resolved(name: string): Promise<Experiment> {
  const { experiment } = await loadExperiment(name, [], '/', CONFIGS);
  const { dataset, detector, frozen } = experiment;
  const atHome = {
    ...experiment,
    dataset: { kind: 'synthetic' },
    detector: { ...detector, weights: 'weights.safetensors' },
  };
  const composed = await composeExperiment(container, atHome);
  composed.dispose();
  const own = selectPlugin(container, DATASETS, { ...dataset, root: '/' }, 'dataset').config;
  return { ...composed.experiment, dataset: own, frozen };
}

test.each(configs)('%s resolves to the published values and no other', async (name, _, values) => {
  expect(leaves(await resolved(name))).toEqual(values);
});

test.each(configs)('%s states every value explicitly', (_, stated, values) => {
  expect(leaves(stated)).toEqual(values);
});

test('detects a default that leaks in', async () => {
  const experiment = await resolved('published-vcoco');
  const found = leaves({ ...experiment, training: { ...experiment.training, newField: 20 } });
  expect(found).not.toEqual(valuesOf(PUBLISHED_VCOCO));
  expect(found).toMatchObject({ 'training.newField': 20 });
});

test('each field is in a table once, with a source', () => {
  for (const [, table] of TABLES) {
    const fields = table.map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
    for (const { source } of table) expect(source).not.toBe('');
  }
});

describe('docs/PAPER.md', () => {
  const root = resolve(__dirname, '../../..');
  const page = readFileSync(join(root, 'docs/PAPER.md'), 'utf8');

  it.each(TABLES)('has the table of %s', (name, table) => {
    expect(rowsBelow(page, name)).toEqual(
      table.map(({ field, value, source }) => [`\`${field}\``, shown(value), source]),
    );
  });

  it('names existing files', () => {
    const files = [
      ...[...page.matchAll(/`(libs\/[^`]+)`/g)].map(([, path]) => path),
      ...[...page.matchAll(/\]\((adr\/[^)]+)\)/g)].map(([, path]) => `docs/${path}`),
    ];
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

const shown = (value: unknown) => (value === undefined ? '–' : `\`${JSON.stringify(value)}\``);

/** The cells of the first table below a heading. */
function rowsBelow(page: string, name: string): string[][] {
  const section = page.split(`### \`${name}\`\n`)[1] ?? '';
  const lines = section.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  return lines.slice(first + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
