// Writes the embedded data set as files, in the layout of V-COCO or of HICO-DET.
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { createSyntheticDataset, syntheticSchema } from '../src/index';
import { type ImageFormat, writeHicoFolder, writeVcocoFolder } from '../src/node';

const HELP = `npx nx run datasets:write -- DIRECTORY [--layout vcoco|hico] [--format png|jpeg]
                              [--train N] [--validation N] [--test N] [--seed N]

Writes the embedded data set in an official layout; DIRECTORY must be empty or absent.

  vcoco  images, V-COCO's labels, COCO's instances and keypoints (the default)
  hico   images, anno_bbox.mat and anno.mat of HICO-DET: verbs with classes of objects, no keypoints;
         validation images are training images there

Examples:
  npx nx run datasets:write -- /tmp/embedded
  npx nx run datasets:write -- /tmp/small --layout hico --train 20 --test 10 --format jpeg
`;

const LAYOUTS = { vcoco: writeVcocoFolder, hico: writeHicoFolder };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    layout: { type: 'string', default: 'vcoco' },
    format: { type: 'string', default: 'png' },
    train: { type: 'string' },
    validation: { type: 'string' },
    test: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
  },
});

async function main(): Promise<number> {
  const { layout, format, help, ...sizes } = values;
  const [directory, ...rest] = positionals;
  const isKnown = /^(png|jpeg)$/.test(format) && Object.hasOwn(LAYOUTS, layout);
  if (help || directory === undefined || rest.length > 0 || !isKnown) {
    (help ? stdout : stderr).write(HELP);
    return help ? 0 : 2;
  }
  const options = syntheticSchema.safeParse(
    Object.fromEntries(Object.entries(sizes).map(([name, text]) => [name, Number(text)])),
  );
  if (!options.success) {
    const lines = options.error.issues.map(
      ({ path, message }) => `--${path.join('.')}: ${message}`,
    );
    stderr.write(`${lines.join('\n')}\n`);
    return 2;
  }
  const dataset = createSyntheticDataset(options.data);
  const splits = ['train', 'validation', 'test'] as const;
  const write = LAYOUTS[layout as keyof typeof LAYOUTS];
  await write(dataset, splits, directory, { format: format as ImageFormat });
  const images = splits.reduce((sum, name) => sum + dataset.split(name).size, 0);
  stdout.write(`${images} images and their annotations are in ${directory}\n`);
  return 0;
}

main().then(exit, (error: unknown) => {
  stderr.write(`${error instanceof Error ? error.message : error}\n`);
  exit(1);
});
