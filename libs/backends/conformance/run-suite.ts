import { createRequire } from 'node:module';
import { activateBackend } from '../src/node/activate-backend';
import type { BackendSpec } from '../src/node/active-backend';
import type { Skip } from './skip-list';

export interface SuiteTask {
  readonly spec: BackendSpec;
  readonly bundle: string;
  readonly skips: readonly Skip[];
}

export interface SuiteResult {
  readonly passed: number;
  readonly failed: readonly { readonly spec: string; readonly message: string }[];
  readonly skipped: readonly string[];
  readonly passedThoughSkipped: readonly string[];
}

/** The part of jasmine 3 that is used here. */
interface Jasmine {
  getEnv(): {
    configure(options: { random: boolean; specFilter(spec: Named): boolean }): void;
    clearReporters(): void;
    addReporter(reporter: { specDone(result: Done): void; jasmineDone(): void }): void;
    execute(): void;
  };
}

interface Named {
  getFullName(): string;
}

interface Done {
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'pending' | 'excluded';
  readonly failedExpectations: readonly { readonly message: string }[];
}

process.once('message', (task: SuiteTask) => void main(task));

async function main({ spec, bundle, skips }: SuiteTask): Promise<void> {
  const requireHere = createRequire(__filename);
  await activateBackend(spec);
  const core = requireHere('jasmine-core') as { boot(core: unknown): Jasmine };
  const jasmine = core.boot(core);
  (globalThis as { conformanceBackend?: string }).conformanceBackend = spec.name;
  requireHere(bundle);

  const skipOf = (name: string) => skips.find((skip) => name.includes(skip.spec));
  const result = {
    passed: 0,
    failed: [] as { spec: string; message: string }[],
    skipped: [] as string[],
    passedThoughSkipped: [] as string[],
  };
  const environment = jasmine.getEnv();
  environment.clearReporters();
  environment.configure({
    random: false,
    // Specs that end the process or corrupt its memory are not run.
    specFilter: (named) => !skipOf(named.getFullName())?.harmful,
  });
  environment.addReporter({
    specDone: ({ fullName, status, failedExpectations }) => {
      if (status === 'pending') return;
      if (skipOf(fullName)) {
        result.skipped.push(fullName);
        if (status === 'passed') result.passedThoughSkipped.push(fullName);
      } else if (status === 'passed') {
        result.passed++;
      } else {
        result.failed.push({ spec: fullName, message: failedExpectations[0]?.message ?? status });
      }
    },
    jasmineDone: () => process.send?.(result, () => process.exit(0)),
  });
  environment.execute();
}
