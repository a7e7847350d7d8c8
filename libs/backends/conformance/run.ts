import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBackend } from '../src/node/find-backend';
import { bundleSuite } from './bundle-suite';
import type { SuiteResult } from './run-suite';
import { skipList, type Skip } from './skip-list';

const HELP = `nx run backends:conformance [-- --backend NAME] [--trace FILE]

Runs the specs of tfjs-core for every kernel that a training step traces, gradients included.
  --backend NAME  only tensorflow, or only wasm. Default: both, tensorflow where it can be had
  --trace FILE    a JSON list of kernel names. Default: kernels.json beside this script, which
                  "nx run trainer:bench -- --kernels FILE" writes from the default model
`;

/** Ends with 1 when a spec fails that the skip list does not name. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      backend: { type: 'string' },
      trace: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const trace = values.trace ?? join(__dirname, 'kernels.json');
  const kernels = JSON.parse(readFileSync(trace, 'utf8')) as string[];
  console.log(`A training step traces ${kernels.length} kernels: ${kernels.join(' ')}`);
  // Inside the workspace, so that the bundle's imports resolve.
  const folder = mkdtempSync(join(__dirname, 'out-'));
  try {
    const suite = await bundleSuite(kernels, folder);
    console.log(`Spec files: ${suite.files.length}`);
    let failed = false;
    for (const name of ['wasm', 'tensorflow'] as const) {
      if (values.backend && values.backend !== name) continue;
      const found = await findBackend(name, { setup: 'auto', notify: console.log });
      if (!found.ok) {
        console.log(`${name}: not run: ${found.reason}`);
        failed ||= values.backend === name;
        continue;
      }
      const skips = skipList(name);
      const result = await runSuite({ spec: found.spec, bundle: suite.bundle, skips });
      failed = report(name, result, skips) || failed;
    }
    return failed ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runSuite(task: object): Promise<SuiteResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'run-suite.ts'), [], {
      execArgv: [
        ...['-C', '@turbo-hoi/source'],
        ...['-r', createRequire(__filename).resolve('ts-node/register')],
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (result) => resolve(result as SuiteResult));
    child.on('exit', (code, signal) => reject(new Error(`the suite ended with ${signal ?? code}`)));
    child.send(task);
  });
}

function report(name: string, result: SuiteResult, skips: readonly Skip[]): boolean {
  console.log(
    `${name}: ${result.passed} passed, ${result.failed.length} failed, ${result.skipped.length} skipped`,
  );
  for (const { spec, message } of result.failed) console.log(`  FAILED ${spec}: ${message}`);
  for (const { spec, reason } of skips) {
    if (!result.skipped.some((skipped) => skipped.includes(spec))) {
      console.log(`  The skip list names no spec that runs: "${spec}" (${reason})`);
    }
  }
  for (const spec of result.passedThoughSkipped) console.log(`  Passes though skipped: ${spec}`);
  return result.failed.length > 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
