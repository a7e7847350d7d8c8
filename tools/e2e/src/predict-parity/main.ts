import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { TurboHoiError } from '@turbo-hoi/core';
import { type PhotoDocument, photoDocumentSchema } from '@turbo-hoi/inference';
import { findPackage } from '@turbo-hoi/pretrained/node';
import { type Checks, runChecks, printLine } from '../checks';
import { exitOf, start } from '../trainer';
import { compareDocuments } from './compare-documents';
import { bestIou, bestOks, checkDocument, readPerson } from './check-document';

const HELP = `npx nx run e2e:predict-parity -- --photo FILE [--annotation FILE] [--object NAME] [--run DIR] [--backends A,B]

Predicts a photo with the pretrained models on two backends, by the config photo and by a run, and compares.
  --photo FILE       JPEG, PNG or WebP
  --annotation FILE  COCO keypoints of the photo: the person has to be detected
  --object NAME      class that has to be detected, too, such as skis
  --run DIR          a run of the embedded data set; default: one of 20 steps is trained
  --backends A,B     default: tensorflow,wasm
`;

const MOST_PIXELS = 1;
const MOST_SCORE = 1e-3;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    photo: { type: 'string' },
    annotation: { type: 'string' },
    object: { type: 'string' },
    run: { type: 'string' },
    backends: { type: 'string', default: 'tensorflow,wasm' },
    help: { type: 'boolean' },
  },
});

/** Fails if backends disagree or a prediction differs from the photo's annotation. */
async function main(checks: Checks): Promise<void> {
  const missing = missingPackage();
  if (missing !== null) {
    checks.skip('prediction on two backends', missing);
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-parity-'));
  try {
    const run = values.run === undefined ? await train(join(scratch, 'run')) : resolve(values.run);
    const models = ['--detector', 'npm-models', '--pose', 'movenet'];
    await check(checks, 'config photo', ['--config', 'photo'], scratch);
    await check(checks, 'run', ['--run', run, ...models], scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Predicts on every backend; results outside their limits fail. */
async function check(
  checks: Checks,
  title: string,
  source: readonly string[],
  scratch: string,
): Promise<void> {
  const { object, annotation } = values;
  const person = annotation === undefined ? undefined : readPerson(resolve(annotation));
  let first: PhotoDocument | null = null;
  for (const backend of values.backends.split(',')) {
    const document = await predict(source, backend, join(scratch, `${title} ${backend}`));
    const at = `${title}, ${backend}`;
    printLine(`${at}: ${summary(document)}`);
    if (person) {
      const [iou, oks] = [bestIou(document, person), bestOks(document, person)];
      printLine(`  person IoU ${iou.toFixed(3)}, pose OKS ${oks.toFixed(3)}`);
    }
    await checks.check(`${at}: agrees with the annotation`, () =>
      throwFaults(checkDocument(document, { person, object })),
    );
    const other = first;
    if (other) {
      await checks.check(`${at}: agrees with the previous backend`, () =>
        throwFaults(differ(other, document)),
      );
    }
    first ??= document;
  }
}

function throwFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('; '));
}

function differ(a: PhotoDocument, b: PhotoDocument): string[] {
  const { boxes, keypoints, scores } = compareDocuments(a, b);
  const [box, keypoint, score] = [boxes, keypoints, scores].map((most) => most.toPrecision(1));
  printLine(`  differs by ${box} px in boxes, ${keypoint} px in keypoints, ${score} in scores`);
  return [
    ...(boxes <= MOST_PIXELS ? [] : [`boxes ${boxes} px apart; expected ${MOST_PIXELS}`]),
    ...(keypoints <= MOST_PIXELS
      ? []
      : [`keypoints ${keypoints} px apart; expected ${MOST_PIXELS}`]),
    ...(scores <= MOST_SCORE ? [] : [`scores ${scores} apart; expected ${MOST_SCORE}`]),
  ];
}

/** Trains a short run on the embedded data set, enough for every part to have outputs, without training a detector. */
async function train(run: string): Promise<string> {
  const settings = ['dataset.train=160', 'dataset.test=8', 'detector.kind=annotated', 'init={}'];
  const small = settings.flatMap((setting) => ['--set', setting]);
  printLine('training a run of 20 steps');
  await finish(['train', '--max-steps', '20', '--run-dir', run, ...small]);
  return run;
}

async function predict(
  source: readonly string[],
  backend: string,
  out: string,
): Promise<PhotoDocument> {
  const what = ['--input', resolve(values.photo!), '--stages', 'all', '--min-action-score', '0'];
  const how = ['--backend', backend, '--out', out, '--json'];
  const printed = await finish(['predict', ...source, ...what, ...how]);
  return photoDocumentSchema.parse(JSON.parse(printed));
}

/** @returns the trainer's output */
async function finish(args: readonly string[]): Promise<string> {
  const child = start('apps/trainer/src/main.ts', args, ['ignore', 'pipe', 'pipe']);
  const [printed, errors, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    exitOf(child),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')}\nended with ${code}\n${printed}${errors}`);
  return printed;
}

function summary({ detections, categories, stages }: PhotoDocument): string {
  const found = detections.map(({ category_id, score, bbox }) => {
    const { name } = categories.find(({ id }) => id === category_id)!;
    return `${name} ${score.toFixed(3)} [${bbox.map((side) => side.toFixed(1)).join(', ')}]`;
  });
  const interactionCount = stages.reduce(
    (sum, { interactions }) => sum + (interactions?.length ?? 0),
    0,
  );
  return [...found, `${interactionCount} interactions`].join('; ');
}

function missingPackage(): string | null {
  try {
    findPackage();
    return null;
  } catch (error) {
    if (error instanceof TurboHoiError) return error.message;
    throw error;
  }
}

if (values.help || !values.photo) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  void runChecks(main);
}
