import { TurboHoiError } from '@turbo-hoi/core';
import { type KernelSpan, recordKernels } from './kernel-spans';

/** A phase of a step; times in milliseconds of `performance.now()`. */
export interface PhaseSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What was recorded of one case. */
export interface Profile {
  readonly size: string;
  readonly steps: number;
  readonly phases: readonly PhaseSpan[];
  readonly kernels: readonly KernelSpan[];
}

/** Records the timed steps of one case; without `start` it records nothing and costs nothing. */
export class ProfileRecorder {
  private readonly phases: PhaseSpan[] = [];
  private readonly kernels: KernelSpan[] = [];
  private stopKernels: (() => void) | null = null;

  /** Begins after the warm-up. */
  start(): void {
    this.stopKernels = recordKernels((span) => this.kernels.push(span));
  }

  addPhase(name: string, start: number, end: number): void {
    if (this.stopKernels) this.phases.push({ name, start, end });
  }

  stop(size: string, steps: number): Profile {
    this.stopKernels?.();
    this.stopKernels = null;
    return { size, steps, phases: this.phases, kernels: this.kernels };
  }
}

/** @throws TurboHoiError `usage` on webgpu, whose kernels return before their work is done */
export function checkProfiledBackend(name: string): void {
  if (name === 'webgpu')
    throw new TurboHoiError(
      'usage',
      '--profile: webgpu returns from an op before its work is done, so that times of ops mean nothing; choose --backend tensorflow, wasm or cpu.',
    );
}
