import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxToXywh } from '@turbo-hoi/core';
import { createSyntheticDataset, type CustomImage, syntheticSchema } from '@turbo-hoi/datasets';
import { encodeImage } from '@turbo-hoi/datasets/node';
import { type Checks, printLine, runChecks } from '../checks';
import { exitOf, start } from '../trainer';

const PHOTOS = 10;
const STEPS = '12';
const TRAINER = 'apps/trainer/src/main.ts';

/** The fields of a draft that are used here. */
interface Draft {
  readonly actions: readonly { readonly name: string }[];
  readonly images: readonly CustomImage[];
}

/**
 * What somebody with photographs does: drafts a data set by `predict`, corrects the actions in its JSON, looks at it, trains `custom` on it,
 * evaluates, and predicts with the run; then the same data as an export of Label Studio. The photographs are renderings of the embedded data set,
 * whose annotations stand in for a detector.
 */
async function main(checks: Checks): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-own-data-'));
  const at = (name: string) => join(folder, name);
  const boxes = ['--detector', 'file', '--detector-set', `file=${at('boxes.json')}`];
  const data = ['--set', `dataset.root=${at('mine')}`];
  try {
    await writePhotos(folder);
    const step = (what: string, args: readonly string[], script = TRAINER) =>
      checks.check(what, () => finish(script, args));
    const draft = ['--out', at('found'), '--draft-dataset', at('mine')];
    await step('predict drafts a data set', [
      'predict',
      '--input',
      at('photos'),
      ...boxes,
      ...draft,
    ]);
    await checks.check('the draft is corrected by hand', () => correct(at('mine/dataset.json')));
    const inspect = [
      'inspect',
      '--dataset',
      'custom',
      ...data,
      '--no-page',
      '--json',
      at('i.json'),
    ];
    await step('inspect takes it', inspect);
    const training = ['--max-steps', STEPS, '--run-dir', at('run'), '--no-setup'];
    await step('train --config custom', ['train', '--config', 'custom', ...data, ...training]);
    await checks.check('the run is sized to it, and above the prior', () => judge(at('run')));
    await step('evaluate', ['evaluate', at('run')]);
    const again = ['--out', at('again'), '--run', at('run')];
    await step('predict with the run', ['predict', '--input', at('photos'), ...boxes, ...again]);
    const made = ['label-studio', at('export.json'), at('imported'), '--images', at('photos')];
    await checks.check('a Label Studio export is written', () => writeExport(folder));
    const importer = 'libs/datasets/scripts/import-annotations.ts';
    await step('datasets:import', made, importer);
    const imported = ['--set', `dataset.root=${at('imported')}`, '--dry-run'];
    await step('train takes what was imported', ['train', '--config', 'custom', ...imported]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Renderings, and a file of the detections of a perfect detector of boxes and skeletons. */
async function writePhotos(folder: string): Promise<void> {
  const { info, split } = createSyntheticDataset(syntheticSchema.parse({ test: PHOTOS }));
  const images: object[] = [];
  const annotations: object[] = [];
  mkdirSync(join(folder, 'photos'));
  for (let id = 0; id < PHOTOS; id++) {
    const { image, width, height, people, objects } = await split('test').sample(id);
    const name = `photo-${id}.png`;
    writeFileSync(join(folder, 'photos', name), await encodeImage(image, 'png'));
    images.push({ id, file_name: name, width, height });
    for (const { box, keypoints } of people) {
      const points =
        keypoints && [...keypoints].map((value, i) => (i % 3 === 2 ? value / 2 : value));
      const own = { image_id: id, category_id: 1, bbox: boxToXywh(box), score: 0.9 };
      annotations.push({ ...own, keypoints: points ?? new Array(51).fill(0) });
    }
    for (const { box, category } of objects.filter((one) => one.category > 0))
      annotations.push({
        image_id: id,
        category_id: category + 1,
        bbox: boxToXywh(box),
        score: 0.9,
      });
  }
  const categories = info.objectClasses.map((name, i) => ({ id: i + 1, name }));
  writeFileSync(join(folder, 'boxes.json'), JSON.stringify({ images, annotations, categories }));
}

/** As a person would: every person stands, and holds the first object where there is one. */
function correct(file: string): void {
  const draft = JSON.parse(readFileSync(file, 'utf8')) as Draft;
  const names = draft.actions.map(({ name }) => name);
  if (!names.includes('stand') || !names.includes('hold'))
    throw new Error(`actions ${names.join()}`);
  const images = draft.images.map((image) => ({
    ...image,
    people: image.people.map((person) => ({
      ...person,
      interactions: [
        { action: 'stand' },
        ...(image.objects.length > 0 ? [{ action: 'hold', object: 0 }] : []),
      ],
    })),
  }));
  if (images.every(({ people }) => people.length === 0)) throw new Error('nobody was drafted');
  writeFileSync(file, JSON.stringify({ ...draft, images }));
}

interface Result {
  readonly stages: readonly { readonly apAgent: number | null }[];
  readonly prior: { readonly apAgent: number | null };
}

function judge(run: string): void {
  const read = (name: string) => JSON.parse(readFileSync(join(run, name), 'utf8'));
  const { training, fit } = read('config.json');
  if (training.steps !== Number(STEPS) || fit !== null || training.checkpointEvery !== 3)
    throw new Error(`training ${JSON.stringify(training)}, fit ${JSON.stringify(fit)}`);
  const { stages, prior } = read('result.json') as Result;
  const [last, least] = [stages[stages.length - 1].apAgent ?? 0, prior.apAgent ?? 0];
  if (last < least) throw new Error(`AP agent ${last}, the prior has ${least}`);
}

/** The detections as an export of Label Studio, with a relation from each person to the first object. */
function writeExport(folder: string): void {
  const { images, annotations, categories } = JSON.parse(
    readFileSync(join(folder, 'boxes.json'), 'utf8'),
  ) as {
    images: { id: number; file_name: string; width: number; height: number }[];
    annotations: { image_id: number; category_id: number; bbox: number[] }[];
    categories: { id: number; name: string }[];
  };
  const tasks = images.map(({ id, file_name, width, height }) => {
    const own = annotations.filter((one) => one.image_id === id);
    const regions = own.map(({ bbox: [x, y, w, h], category_id }, i) => ({
      ...{ id: `r${i}`, type: 'rectanglelabels', from_name: 'label', to_name: 'image' },
      ...{ original_width: width, original_height: height, image_rotation: 0 },
      value: {
        ...{ x: (100 * x) / width, y: (100 * y) / height, rotation: 0 },
        ...{ width: (100 * w) / width, height: (100 * h) / height },
        rectanglelabels: [categories[category_id - 1].name],
      },
    }));
    const object = own.findIndex(({ category_id }) => category_id > 1);
    const relations = own.flatMap(({ category_id }, i) => {
      const [from_id, to_id] = [`r${i}`, `r${object}`];
      const relation = { from_id, to_id, type: 'relation', direction: 'right', labels: ['near'] };
      return category_id === 1 && object >= 0 ? [relation] : [];
    });
    const annotation = { id, was_cancelled: false, result: [...regions, ...relations] };
    return {
      id,
      data: { image: `/data/upload/1/0a1b2c3d-${file_name}` },
      annotations: [annotation],
    };
  });
  writeFileSync(join(folder, 'export.json'), JSON.stringify(tasks));
}

async function finish(script: string, args: readonly string[]): Promise<void> {
  printLine(`\n> ${script} ${args.join(' ')}`);
  const code = await exitOf(start(script, args, 'inherit'));
  if (code !== 0) throw new Error(`ended with ${code}`);
}

void runChecks(main);
