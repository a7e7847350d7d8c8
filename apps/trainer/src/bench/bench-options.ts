import type { BenchSize } from './bench-case';

/** The options of `bench` as parsed by commander. */
export interface BenchCommandOptions {
  readonly backend: string;
  readonly size?: BenchSize;
  readonly steps: number;
  readonly warmup: number;
  readonly setup: boolean;
  readonly json?: true;
  readonly kernels?: string;
  readonly printConfig?: true;
}
