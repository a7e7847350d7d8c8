import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command';
import { setupCommand } from '../setup-command';
import { libtensorflowFolder } from './fetch-libtensorflow';
import { libtensorflowIn } from './libtensorflow';
import { wheelsFor } from './wheels';

/** NVIDIA's side of a machine, as `doctor` shows it. */
export interface CudaReport {
  /** Names of the GPUs that the driver lists; empty without a driver. */
  readonly gpus: readonly string[];
  /** Version of the driver, such as 550.54.14; null: there is none. */
  readonly driver: string | null;
  /** Which TensorFlow is set up: for CUDA, for the CPU alone, the user's own library, or none. */
  readonly tensorflow: 'cuda' | 'cpu' | 'own' | 'none';
  /** CUDA's libraries that this TensorFlow looks for and does not find; empty for one that needs none. */
  readonly missing: readonly string[];
}

/** The oldest driver that CUDA 12 runs on. */
const OLDEST_DRIVER = 525;

/** What TensorFlow 2.21 opens by name when it looks for GPUs; without one of them it uses the CPU. */
export const CUDA_LIBRARIES = [
  'libcudart.so.12',
  'libcublas.so.12',
  'libcublasLt.so.12',
  'libcudnn.so.9',
  'libcufft.so.11',
  'libcusolver.so.11',
  'libcusparse.so.12',
] as const;

/** Looks for a driver, for the TensorFlow that is set up and, with both, for CUDA's libraries; sets nothing up. */
export async function inspectCuda(): Promise<CudaReport> {
  const driver = await inspectDriver();
  const { tensorflow, folder } = libraryInUse();
  const needsCuda = driver.driver !== null && (tensorflow === 'cuda' || tensorflow === 'own');
  const missing = needsCuda ? await missingCudaLibraries(folder) : [];
  return { ...driver, tensorflow, missing };
}

/** As `setup` chooses: the user's own library, else that for CUDA if it was ever set up. */
function libraryInUse(): {
  readonly tensorflow: CudaReport['tensorflow'];
  readonly folder: string;
} {
  const own = process.env.TURBO_HOI_LIBTENSORFLOW;
  if (own) return { tensorflow: 'own', folder: ownLibraryFolder(own) };
  for (const [tensorflow, gpu] of [
    ['cuda', true],
    ['cpu', false],
  ] as const) {
    const wheels = wheelsFor(process.platform, process.arch, gpu);
    const folder = join(libtensorflowFolder(wheels), 'tensorflow');
    if (wheels.length > 0 && existsSync(folder)) return { tensorflow, folder };
  }
  return { tensorflow: 'none', folder: '' };
}

function ownLibraryFolder(named: string): string {
  try {
    return libtensorflowIn(named).libraryFolder;
  } catch {
    // That there is no library in it is reported by the backend itself.
    return named;
  }
}

/** What there is, in a line. */
export function describeCuda({ gpus, driver, tensorflow }: CudaReport): string {
  if (driver === null) return 'no NVIDIA driver (nvidia-smi lists no GPU)';
  return `${gpus.join(', ')}, driver ${driver}; ${IN_USE[tensorflow]}`;
}

const IN_USE = {
  cuda: 'TensorFlow for CUDA 12 is set up',
  cpu: 'TensorFlow for the CPU is set up',
  own: 'TensorFlow is that of TURBO_HOI_LIBTENSORFLOW',
  none: 'TensorFlow is not set up',
};

/** What to do to train on an NVIDIA GPU; empty without one, or if nothing is missing. */
export function cudaAdvice({ driver, tensorflow, missing }: CudaReport): string[] {
  if (driver === null) return [];
  const advice: string[] = [];
  if (Number.parseInt(driver, 10) < OLDEST_DRIVER)
    advice.push(`CUDA 12 needs an NVIDIA driver of ${OLDEST_DRIVER} or later; this is ${driver}.`);
  if (tensorflow === 'cpu' || tensorflow === 'none') advice.push(setupAdvice());
  if (missing.length > 0) {
    const remedy =
      tensorflow === 'own'
        ? "install NVIDIA's wheels beside it (pip install 'tensorflow[and-cuda]'), or add the folders of CUDA 12 and cuDNN 9 to LD_LIBRARY_PATH"
        : `remove the folder libtensorflow of the cache, and run ${setupCommand('--gpu')}`;
    advice.push(`TensorFlow does not find ${missing.join(', ')}, and uses the CPU: ${remedy}.`);
  }
  return advice;
}

function setupAdvice(): string {
  return wheelsFor(process.platform, process.arch, true).length > 0
    ? `${setupCommand('--gpu')} provides TensorFlow for CUDA 12, 3.4 GB.`
    : `No TensorFlow for CUDA is provided for ${process.platform}-${process.arch}; name one in TURBO_HOI_LIBTENSORFLOW.`;
}

/** The GPUs and the driver, by `nvidia-smi`. */
async function inspectDriver(): Promise<Pick<CudaReport, 'gpus' | 'driver'>> {
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const { ok, output } = await runCommand('nvidia-smi', query, { timeoutMs: 10_000 });
  const rows = ok ? output.trim().split('\n').filter(Boolean) : [];
  const cells = rows.map((row) => row.split(',').map((cell) => cell.trim()));
  return { gpus: cells.map(([name]) => name), driver: cells[0]?.[1] ?? null };
}

/**
 * CUDA's libraries that TensorFlow would not find: it looks in the wheels beside its own folder, by its run path, then where the loader
 * looks.
 *
 * @param libraryFolder the folder with libtensorflow
 */
async function missingCudaLibraries(libraryFolder: string): Promise<string[]> {
  const wheels = join(libraryFolder, '..', 'nvidia');
  const folders = [
    ...(existsSync(wheels) ? readdirSync(wheels).map((name) => join(wheels, name, 'lib')) : []),
    ...(process.env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean),
  ];
  const { output } = await runCommand('ldconfig', ['-p'], { timeoutMs: 10_000 });
  const known = new Set(output.split('\n').map((line) => line.trim().split(' ')[0]));
  return CUDA_LIBRARIES.filter(
    (name) => !known.has(name) && !folders.some((folder) => existsSync(join(folder, name))),
  );
}
