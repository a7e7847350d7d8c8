import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { composeExperiment, createRunContainer } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { DEFAULT_CONFIG } from '../configs';
import { printLine } from '../terminal/print-line';
import { benchAlone } from './bench-alone';
import type { BenchCommandOptions } from './bench-options';
import { BENCH_CASES } from './cases/bench-cases';
import { type CaseName, QUICK_CASES } from './cases/case-names';
import { NETWORKS } from './cases/networks';
import { withoutDetector } from './cases/without-detector';
import { comparePeer } from './peer/compare-peer';
import { checkProfiledBackend } from './profile/profile';
import { setting } from './setting';
import { useThreads } from './threads';
import { traceKernels } from './trace-kernels';

/** The command `bench`: prints a table or a line of JSON for each case, alone or beside its peer. */
export async function benchCommand(options: BenchCommandOptions): Promise<void> {
  const { size: names = QUICK_CASES, peer, threads } = options;
  if (options.printConfig) return printConfig(names[0]);
  if (options.profile) checkProfiledBackend(options.backend);
  useThreads(threads);
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: options.setup ? 'auto' : 'never',
    notify: options.json ? () => {} : printLine,
  });
  if (options.kernels) return writeJsonAtomicallySync(options.kernels, await tracedKernels());
  // `auto` may have chosen it.
  if (options.profile) checkProfiledBackend(backend.name);
  const where = { ...setting(), backend };
  if (peer === undefined) return benchAlone({ ...options, names, where });
  return comparePeer({ ...options, peer, names, where });
}

/** Prints the experiment of a case with every default filled in. */
async function printConfig(name: CaseName): Promise<void> {
  const { network } = BENCH_CASES[name];
  if (!network)
    throw new TurboHoiError('usage', `--size: ${name} has no config; choose one of a network.`);
  const { composed } = await NETWORKS[network](await createRunContainer([]));
  printLine(JSON.stringify(composed.experiment, null, 2));
  composed.dispose();
}

/** Kernels of the default experiment and of the published form, which differ in norms and masks. */
async function tracedKernels(): Promise<string[]> {
  const container = await createRunContainer([]);
  const traces: string[] = [];
  for (const config of [DEFAULT_CONFIG, 'paper']) {
    const composed = await composeExperiment(container, await withoutDetector(config));
    traces.push(...(await traceKernels(composed).finally(composed.dispose)));
  }
  return [...new Set(traces)].sort();
}
