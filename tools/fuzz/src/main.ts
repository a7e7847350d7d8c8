import { rmdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { READERS } from './readers';
import { isFailure, OUTCOMES } from './run/outcome';
import { type FuzzOptions, type ReaderResult, runReader } from './run/run-reader';
import { table } from './run/table';

const USAGE = `Reads mutated files with every reader of the project, in separate processes.

  --inputs N      total number of inputs (20000)
  --seed N        seed of the mutations (0)
  --reader NAME   this reader only; repeatable
  --from INDEX    index of the first input, to reproduce one with --inputs 1 (0)
  --jobs N        readers in parallel (half of the processors)
  --out DIR       folder for inputs that fail (runs/fuzz)

readers: ${READERS.map(({ name }) => name).join(', ')}`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '0' },
      reader: { type: 'string', multiple: true },
      from: { type: 'string', default: '0' },
      jobs: { type: 'string', default: String(Math.ceil(availableParallelism() / 2)) },
      out: { type: 'string', default: 'runs/fuzz' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const names = values.reader ?? READERS.map(({ name }) => name);
  const unknown = names.filter((name) => !READERS.some((reader) => reader.name === name));
  if (unknown.length > 0) throw new Error(`--reader: got ${unknown.join(', ')}\n\n${USAGE}`);
  const out = resolve(values.out);
  const options: FuzzOptions = {
    inputs: Math.ceil(whole('inputs', values.inputs) / names.length),
    seed: whole('seed', values.seed),
    from: whole('from', values.from),
    out,
    hangMilliseconds: 10_000,
  };
  const results = await runAll(names, options, whole('jobs', values.jobs));
  console.log(table(results));
  const failures = results.flatMap(({ counts }) =>
    OUTCOMES.filter(isFailure).map((outcome) => counts[outcome]),
  );
  const failed = failures.reduce((a, b) => a + b, 0);
  console.log(failed === 0 ? 'No failures.' : `${failed} failures; their inputs are in ${out}.`);
  return failed === 0 ? 0 : 1;
}

async function runAll(
  names: readonly string[],
  options: FuzzOptions,
  jobs: number,
): Promise<ReaderResult[]> {
  const results = new Map<string, ReaderResult>();
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      results.set(name, await runReader(name, options));
      removeIfEmpty(join(options.out, name));
      console.error(`${name}: done`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, work));
  return names.map((name) => results.get(name)!);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Keeps the folder, which holds failed inputs.
  }
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name}: got "${text}"; expected a whole number`);
  return Number(text);
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
