// Writes the embedded data set as a V-COCO folder: images, the official JSON files and the split lists.
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { createSyntheticDataset, syntheticSchema } from '../src/index';
import { type ImageFormat, writeVcocoFolder } from '../src/node';

const HELP = `npx nx run datasets:write -- DIRECTORY [--format png|jpeg] [--train N] [--validation N] [--test N] [--seed N]

Writes the embedded data set in V-COCO's official layout; DIRECTORY must be empty or absent.

Examples:
  npx nx run datasets:write -- /tmp/embedded
  npx nx run datasets:write -- /tmp/small --train 20 --validation 10 --test 10 --format jpeg
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    format: { type: 'string', default: 'png' },
    train: { type: 'string' },
    validation: { type: 'string' },
    test: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
  },
});

async function main(): Promise<number> {
  const { format, help, ...sizes } = values;
  const [directory, ...rest] = positionals;
  if (help || directory === undefined || rest.length > 0 || !/^(png|jpeg)$/.test(format)) {
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
  await writeVcocoFolder(dataset, splits, directory, { format: format as ImageFormat });
  const images = splits.reduce((sum, name) => sum + dataset.split(name).size, 0);
  stdout.write(`${images} images and their annotations are in ${directory}\n`);
  return 0;
}

main().then(exit, (error: unknown) => {
  stderr.write(`${error instanceof Error ? error.message : error}\n`);
  exit(1);
});
