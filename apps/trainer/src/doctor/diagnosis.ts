import type { BackendName } from '@turbo-hoi/backends';
import {
  type BackendReport,
  cudaAdvice,
  type CudaReport,
  describeCuda,
  describeReport,
} from '@turbo-hoi/backends/node';
import { typedCommand } from '../cli/typed-command';
import type { Machine } from './machine';

/** The result of `doctor`. */
export interface Diagnosis {
  readonly machine: Machine;
  readonly backends: readonly BackendReport[];
  readonly cuda: CudaReport;
  /** The backend that `--backend auto` selects; null: none can train here. */
  readonly uses: BackendName | null;
  /** Advice, most important first. */
  readonly advice: readonly string[];
}

const GB = 1e9;
/** Disk space of a default run with its checkpoints, plus a margin. */
const ENOUGH_DISK = 1 * GB;
const ENOUGH_MEMORY = 2 * GB;

/** Diagnoses a machine from the probe results of its backends. */
export function diagnose(
  machine: Machine,
  backends: readonly BackendReport[],
  cuda: CudaReport,
): Diagnosis {
  // As `auto` selects: webgpu only on a real GPU.
  const used = backends.find((report) => report.ok && (report.name !== 'webgpu' || report.gpu));
  return {
    machine,
    backends,
    cuda,
    uses: used?.name ?? null,
    advice: adviceFor(machine, backends, cuda, used),
  };
}

function adviceFor(
  { memory, freeDisk, folder }: Machine,
  backends: readonly BackendReport[],
  cuda: CudaReport,
  used: BackendReport | undefined,
): string[] {
  const native = backends.find(({ name }) => name === 'tensorflow');
  return [
    ...(used
      ? []
      : [
          'No backend can train here: see the reasons above; npm installs @tensorflow/tfjs-backend-wasm.',
        ]),
    ...(native && !native.ok
      ? [`${typedCommand('setup')} provides TensorFlow, about 3 times faster than wasm.`]
      : []),
    ...(native?.ok && native.gpu ? [] : cudaAdvice(cuda)),
    ...(memory < ENOUGH_MEMORY ? [`Training needs up to 2 GB of memory.`] : []),
    ...(freeDisk < ENOUGH_DISK
      ? [`Free some disk space in ${folder}: a run takes up to 1 GB.`]
      : []),
    ...(used ? [`${typedCommand('train')} trains the default experiment.`] : []),
  ];
}

/** A diagnosis as text. */
export function formatDiagnosis({ machine, backends, cuda, uses, advice }: Diagnosis): string {
  const { node, platform, processor, cores, memory, folder, freeDisk, cache } = machine;
  const provided = machine.cacheExists ? '' : ', not made yet';
  return [
    `Node      ${node}, ${platform}`,
    `Machine   ${processor}, ${cores} cores, ${gigabytes(memory)} memory`,
    `Disk      ${gigabytes(freeDisk)} free in ${folder}`,
    `Cache     ${cache} (${gigabytes(machine.freeCacheDisk)} free${provided})`,
    `NVIDIA    ${describeCuda(cuda)}`,
    '',
    ...backends.map(describeReport),
    '',
    uses ? `Training uses ${uses}.` : 'Training is not possible.',
    ...advice.map((line) => `→ ${line}`),
  ].join('\n');
}

function gigabytes(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
