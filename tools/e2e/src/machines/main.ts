import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checks, printLine, runChecks } from '../checks';
import { interrupts } from './interrupts';
import { places } from './places';

const HELP = `npx nx run e2e:machines [-- --backend NAME]

Ctrl-C in every part of a run, and users, folders and files that not every machine has.
  --backend NAME  of the interrupted commands: wasm, tensorflow (wasm)
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { backend: { type: 'string', default: 'wasm' }, help: { type: 'boolean' } },
});

async function main(checks: Checks): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-machines-'));
  try {
    await places(checks, scratch);
    await interrupts(checks, scratch, values.backend);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (values.help) printLine(HELP);
else void runChecks(main);
