import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READERS } from './readers';
import { faultyReader } from './readers/faulty';
import { makeInput, type Input } from './run/inputs';
import { classifyError, OUTCOME_CODES, isFailure, type Outcome } from './run/outcome';
import { PEAK, PROGRESS, type FuzzTask } from './run/task';

const STATUS = '/proc/self/status';

/** Memory growth in kB that counts as a failure for a file of a few kilobytes. */
const MAX_GROWTH = 400 * 1024;

/** Reads inputs one after the other; each outcome is in the progress file before the next input starts. */
async function main(task: FuzzTask): Promise<void> {
  const reader = [...READERS, faultyReader].find(({ name }) => name === task.reader)!;
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-fuzz-'));
  const progress = openSync(join(task.out, PROGRESS), 'a');
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const seeds = await reader.seeds(scratch);
  // A reader that refuses valid files would trivially refuse mutated ones.
  for (const seed of seeds) await seed.read(seed.bytes);
  writeSync(progress, '.');
  for (let index = task.from; index < task.to; index++) {
    const input = makeInput(seeds, task.reader, task.seed, index);
    if (task.writeOnly) {
      write(task, index, input, 'hang or death');
      continue;
    }
    const { outcome, error } = await outcomeOf(input);
    if (isFailure(outcome)) write(task, index, input, describe(error));
    writeSync(progress, OUTCOME_CODES[outcome]);
  }
  closeSync(progress);
  writeFileSync(join(task.out, PEAK), String(Math.round(peak() / 1024)));
}

async function outcomeOf({ seed, bytes }: Input): Promise<{ outcome: Outcome; error?: unknown }> {
  const before = peak();
  let outcome: Outcome = 'accepted';
  let thrown: unknown;
  try {
    await seed.read(bytes);
  } catch (error) {
    outcome = classifyError(error);
    thrown = error;
  }
  const growth = peak() - before;
  if (growth <= MAX_GROWTH) return { outcome, error: thrown };
  return { outcome: 'memory', error: `${Math.round(growth / 1024)} MB more memory` };
}

/** Peak memory of the process in kilobytes. */
function peak(): number {
  // maxRSS starts with the parent's peak; on Linux VmHWM has the process's own.
  const own = existsSync(STATUS) && /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(STATUS, 'latin1'));
  return own ? Number(own[1]) : process.resourceUsage().maxRSS;
}

function write(task: FuzzTask, index: number, { seed, bytes }: Input, text: string): void {
  mkdirSync(task.out, { recursive: true });
  const name = join(task.out, `${index}-${seed.name.replaceAll(/[^\w.-]/g, '_')}`);
  writeFileSync(name, bytes);
  writeFileSync(`${name}.txt`, `${text}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

void main(JSON.parse(process.argv[2]) as FuzzTask);
