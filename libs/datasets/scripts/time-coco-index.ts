// Times indexing a COCO file and opening its index again: time-coco-index.ts FILE [CACHE]
import { argv, cpuUsage, exit, hrtime, resourceUsage, stderr, stdout } from 'node:process';
import { openCocoIndex } from '../src/node/coco/open-coco-index';

const [path, cache] = argv.slice(2);

async function main(): Promise<void> {
  const [started, before] = [hrtime.bigint(), cpuUsage()];
  const index = await openCocoIndex(path, cache ? { cache } : {}, {
    warn: (line) => stdout.write(`${line}\n`),
  });
  const seconds = Number(hrtime.bigint() - started) / 1e9;
  const { user, system } = cpuUsage(before);
  // A process that only opens the index shows what that takes; run this twice.
  stdout.write(
    `${index.size} images, ${index.columns.ids.length} annotations in ${seconds.toFixed(2)} s ` +
      `(CPU ${((user + system) / 1e6).toFixed(2)} s), at most ${(resourceUsage().maxRSS / 1e3).toFixed(0)} MB\n`,
  );
}

if (path === undefined) {
  stderr.write('time-coco-index.ts FILE [CACHE]\n');
  exit(2);
}
void main();
