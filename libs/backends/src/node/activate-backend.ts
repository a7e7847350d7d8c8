import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../kernels/register-training-kernels';
import { cpuDevice, type ActiveBackend, type BackendSpec } from './active-backend';
import { wantsFusedOps } from './fused-ops-option';
import { loadNativeBackend } from './native/load-native-backend';
import { loadWasmBackend } from './wasm/load-wasm-backend';
import { loadWebgpuBackend } from './webgpu/load-webgpu-backend';

/** Sets the tfjs backend of this process, with all kernels that training needs. */
export async function activateBackend(spec: BackendSpec): Promise<ActiveBackend> {
  const active = await load(spec);
  registerTrainingKernels(spec.name, { fused: wantsFusedOps() });
  return active;
}

async function load(spec: BackendSpec): Promise<ActiveBackend> {
  switch (spec.name) {
    case 'tensorflow':
      return loadNativeBackend(spec.packageFolder, spec.bindingFile);
    case 'webgpu':
      return loadWebgpuBackend();
    case 'wasm':
      return loadWasmBackend();
    case 'cpu':
      return loadCpuBackend();
  }
}

async function loadCpuBackend(): Promise<ActiveBackend> {
  await tf.setBackend('cpu');
  // The first tensor would print a recommendation of tfjs-node, even if that has just failed.
  (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
  return { gpu: false, device: cpuDevice(1), version: `tfjs ${tf.version_core}` };
}
