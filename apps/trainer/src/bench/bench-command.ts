import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import type { BenchCommandOptions } from './bench-options';
import { printLine } from '../terminal/print-line';
import { DEFAULT_CONFIG } from '../configs';
import { composeExperiment, createRunContainer } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { bench } from './bench';
import { benchCase, type BenchSize } from './bench-case';
import { formatBench } from './bench-table';
import { traceKernels } from './trace-kernels';
import { formatWaiting, measureWaiting } from './waiting';
import { withoutDetector } from './without-detector';

/** The sizes that do not take minutes per step. */
const USUAL_SIZES: readonly BenchSize[] = ['default', 'published'];

/** The command `bench`: prints a table or a line of JSON for each size. */
export async function benchCommand(options: BenchCommandOptions): Promise<void> {
  const { steps, warmup, json } = options;
  if (options.printConfig) return printConfig(options.size ?? 'default');
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: options.setup ? 'auto' : 'never',
    notify: printLine,
  });
  if (options.kernels) {
    writeJsonAtomicallySync(options.kernels, await tracedKernels());
    return;
  }
  if (!json) printLine(`${backend.name} (${backend.device}), ${backend.version}\n`);
  for (const size of options.size ? [options.size] : USUAL_SIZES) {
    const report = await bench(await createRunContainer([]), { size, steps, warmup });
    // The published sizes run on noise.
    const data =
      size === 'default'
        ? await measureWaiting(await createRunContainer([]), { steps, warmup })
        : [];
    const parts = [formatBench(report), formatWaiting(data)].filter(Boolean);
    printLine(json ? JSON.stringify({ backend, ...report, data }) : `${parts.join('\n\n')}\n`);
  }
}

/** Prints the experiment of a size with every default filled in. */
async function printConfig(size: BenchSize): Promise<void> {
  const { composed } = await benchCase(size, await createRunContainer([]));
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
