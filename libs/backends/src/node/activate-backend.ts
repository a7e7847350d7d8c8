import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../kernels/register-training-kernels';
import { cpuDevice, type ActiveBackend, type BackendSpec } from './active-backend';
import { loadNativeBackend } from './native/load-native-backend';
import { loadWasmBackend } from './wasm/load-wasm-backend';
import { loadWebgpuBackend } from './webgpu/load-webgpu-backend';

/** Makes a backend the global one of this process, with every kernel that training needs. */
export async function activateBackend(spec: BackendSpec): Promise<ActiveBackend> {
  const active = await load(spec);
  registerTrainingKernels(spec.name);
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
  // Its first tensor would recommend tfjs-node on the console, also where that has just been tried.
  (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
  return { gpu: false, device: cpuDevice(1), version: `tfjs ${tf.version_core}` };
}
