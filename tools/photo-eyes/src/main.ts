import { parseArgs } from 'node:util';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { measureCommand } from './measure/measure-command';
import { noiseCommand } from './noise/noise-command';
import { detectCommand } from './photos/detect-command';
import { fitCommand } from './scores/fit-command';

const HELP = `nx run photo-eyes:COMMAND -- --photos DIR …

DIR has images/ and, but for detect, annotations.json in COCO's layout.

fit      fits the scores of the detector "photo" and measures them in five folds
  --sights FILE        keeps what the models see, so that a second fit takes seconds (photo-sights.jsonl)
  --write FILE         TypeScript file of the numbers
  --out-of-fold FILE   detections by numbers that were fitted without the photo
detect   runs a detector on all photos
  --out FILE           detections by file name
  --detector JSON      {"kind":"photo"} by default, or {"kind":"npm-models"}
measure  measures detections
  --detections FILE    of detect or fit
  --labels FILE        in place of annotations: the labelled person and the classes of the object, by photo
noise    fits the rates of the detector "detection-noise"
  --detections FILE    of detect or fit
  --out FILE           JSON of the rates
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      photos: { type: 'string' },
      sights: { type: 'string', default: 'photo-sights.jsonl' },
      write: { type: 'string' },
      'out-of-fold': { type: 'string' },
      out: { type: 'string' },
      detector: { type: 'string', default: '{"kind":"photo"}' },
      detections: { type: 'string' },
      labels: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { photos, sights, write, out, detector, detections, labels, help } = values;
  const [command] = positionals;
  const need = (value: string | undefined, name: string) => {
    if (value === undefined)
      throw new TurboHoiError('usage', `${command}: --${name} is missing.\n\n${HELP}`);
    return value;
  };
  if (help || !command) return console.log(HELP);
  if (command === 'measure') {
    return measureCommand({ photos, labels, detections: need(detections, 'detections') });
  }
  if (command === 'noise') {
    const files = { detections: need(detections, 'detections'), out: need(out, 'out') };
    return noiseCommand({ photos: need(photos, 'photos'), ...files });
  }
  await chooseBackend({ backend: 'auto', setup: 'never' });
  if (command === 'fit') {
    const files = { sights, write, outOfFold: values['out-of-fold'] };
    return fitCommand({ photos: need(photos, 'photos'), ...files });
  }
  if (command === 'detect') {
    return detectCommand({ photos: need(photos, 'photos'), out: need(out, 'out'), detector });
  }
  throw new TurboHoiError('usage', `${command}: is no command.\n\n${HELP}`);
}

main().catch((error) => {
  console.error(error instanceof TurboHoiError ? error.message : error);
  process.exitCode = error instanceof TurboHoiError ? error.exitCode : 1;
});
