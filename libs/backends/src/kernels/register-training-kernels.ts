import type { BackendName } from '../backend-name';

export function registerTrainingKernels(backend: BackendName): void {
  void backend;
}
