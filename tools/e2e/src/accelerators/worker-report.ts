import type { ChosenBackend } from '@turbo-hoi/backends';
import type { ThreeSteps } from './three-steps';

/** What a worker found; the tensors are files in its folder. */
export type StepsReport = Pick<ThreeSteps, 'steps' | 'left' | 'refusal' | 'changed'>;

/** The last line that a worker prints, as JSON: why a backend cannot be used here, or its device and, with a folder, its steps. */
export type WorkerReport =
  { readonly reason: string } | (Pick<ChosenBackend, 'device' | 'version'> & Partial<StepsReport>);

export const GRADIENTS_FILE = 'gradients.safetensors';
export const PARAMETERS_FILE = 'parameters.safetensors';
export const UPDATE_FILE = 'update.safetensors';
