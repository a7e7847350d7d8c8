import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { registerNativeKernels } from '../../kernels/register-native-kernels';
import { cpuDevice, type ActiveBackend } from '../active-backend';
import { registerFusedOps } from './fused-ops';
import { QUIET_START_FILE } from './quiet-start';

interface Binding {
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

const requireHere = createRequire(__filename);

/**
 * Registers tfjs-node's backend with a binding from any path, and activates it.
 * The package's own index is not used, since it loads the binding only from its own folder.
 */
export async function loadNativeBackend(
  packageFolder: string,
  bindingFile: string,
): Promise<ActiveBackend> {
  // Hides TensorFlow's start-up messages; errors are still printed.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // TensorFlow decides by the processor's name; convolutions of few channels are twice as fast with it on others, too.
  if (process.arch === 'x64') process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  // TensorFlow would take all of a GPU's memory at its start, and leave none to a second process.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  restoreLegacyUtil();
  const quietStart = join(dirname(bindingFile), QUIET_START_FILE);
  if (process.env.TF_CPP_MIN_LOG_LEVEL !== '0' && existsSync(quietStart)) requireHere(quietStart);
  const binding = requireHere(bindingFile) as Binding;
  requireHere(join(packageFolder, 'dist', 'register_all_kernels'));
  const { NodeJSKernelBackend } = requireHere(
    join(packageFolder, 'dist', 'nodejs_kernel_backend'),
  ) as {
    NodeJSKernelBackend: new (binding: Binding, packageName: string) => tf.KernelBackend;
  };
  const gpu = binding.isUsingGpuDevice();
  const packageName = `@tensorflow/tfjs-node${gpu ? '-gpu' : ''}`;
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, packageName), 3);
  await tf.setBackend('tensorflow');
  await tf.ready();
  if (!gpu) {
    // They run on the CPU: on a GPU, every map would be copied there and back.
    registerFusedOps(dirname(bindingFile));
    registerNativeKernels('tensorflow');
  }
  return {
    gpu,
    device: gpu ? nvidiaName() : cpuDevice(availableParallelism()),
    version: `TensorFlow ${binding.TF_Version} (tfjs ${tf.version_core})`,
  };
}

/** tfjs-node calls two functions of `util` that Node 22 warns about and Node 23 removed. */
function restoreLegacyUtil(): void {
  const util = requireHere('node:util') as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}

function nvidiaName(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
    });
    return names.trim().split('\n')[0] || 'GPU';
  } catch {
    return 'GPU';
  }
}
