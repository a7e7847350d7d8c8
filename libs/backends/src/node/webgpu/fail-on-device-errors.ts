import { TurboHoiError } from '@turbo-hoi/core';

/** The parts of tfjs's WebGPU backend used here. */
export interface WebgpuBackend {
  readonly device: {
    addEventListener(
      type: 'uncapturederror',
      listener: (event: { readonly error: Error }) => void,
    ): void;
  };
  read(dataId: object): Promise<unknown>;
}

/**
 * Makes every read-back fail once the device has refused work, such as a shader or an allocation: the result of that work is zeros, which
 * a training step would take for values.
 */
export function failOnDeviceErrors(backend: WebgpuBackend): void {
  let failure: string | undefined;
  backend.device.addEventListener('uncapturederror', ({ error }) => {
    failure ??= error.message.split('\n')[0];
  });
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const values = await read(dataId);
    if (failure === undefined) return values;
    throw new TurboHoiError(
      'backend',
      `webgpu: the GPU refused work, so that results are wrong: ${failure}`,
    );
  };
}
