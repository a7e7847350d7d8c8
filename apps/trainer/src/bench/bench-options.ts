import type { CaseName } from './cases/case-names';

/** The options of `bench` as parsed by commander. */
export interface BenchCommandOptions {
  readonly backend: string;
  readonly size?: readonly CaseName[];
  readonly steps: number;
  readonly warmup: number;
  /** Absent: as many as there are cores. */
  readonly threads?: number;
  /** A Python with PyTorch. */
  readonly peer?: string;
  readonly rounds: number;
  readonly setup: boolean;
  /** Whether to measure how long steps wait for data. */
  readonly waiting: boolean;
  readonly json?: true;
  readonly profile?: string;
  readonly kernels?: string;
  readonly printConfig?: true;
}
