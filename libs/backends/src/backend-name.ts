/** The tensor backends, fastest first: the order in which `auto` tries them. */
export const BACKEND_NAMES = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof BACKEND_NAMES)[number];

/** What a user may ask for. */
export type BackendChoice = BackendName | 'auto';

/** The backend that trains from here on, in words for logs and run folders. */
export interface ChosenBackend {
  readonly name: BackendName;
  /** "CPU, 2 threads" or the GPU's name. */
  readonly device: string;
  /** The backend's own version, e.g. "TensorFlow 2.21.0 (tfjs 4.22.0)". */
  readonly version: string;
  /** Why the faster ones were passed over, one line each. */
  readonly notes: readonly string[];
}
