import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import type { ActiveBackend } from '../active-backend';

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

interface Gpu {
  requestAdapter(
    options: object,
  ): Promise<{ info: AdapterInfo; isFallbackAdapter?: boolean } | null>;
}

const requireHere = createRequire(__filename);

/** Makes the WebGPU backend the global one, on Dawn (npm `webgpu`). @throws Error when there is no adapter. */
export async function loadWebgpuBackend(): Promise<ActiveBackend> {
  // ESM-only, which require() loads since Node 20.19.
  const { create, globals } = requireHere('webgpu') as {
    create(flags: string[]): Gpu;
    globals: object;
  };
  const gpu = create([]);
  Object.assign(globalThis, globals);
  // tfjs looks for navigator.gpu; Node 20 has no navigator, later ones have one without gpu.
  const navigator = (globalThis as { navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });

  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no WebGPU adapter (no Vulkan, Metal or D3D12 driver)');
  // Registers itself where navigator.gpu is there already.
  requireHere('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be initialised');
  await tf.ready();
  const { description, device, vendor, architecture } = adapter.info;
  return {
    gpu: isRealGpu(adapter.info) && !adapter.isFallbackAdapter,
    device: [description || device, vendor, architecture].filter(Boolean).join(', '),
    version: `tfjs-backend-webgpu ${tf.version_core}`,
  };
}

/** A software rasteriser answers as an adapter too, and is slower than wasm. */
export function isRealGpu(info: AdapterInfo): boolean {
  return !/swiftshader|llvmpipe|lavapipe|basic render|software|\bwarp\b/i.test(
    Object.values([info.vendor, info.architecture, info.device, info.description]).join(' '),
  );
}
