import type { BenchSize } from './bench-case';

/** The options of `bench` as commander gives them. */
export interface BenchCommandOptions {
  readonly backend: string;
  readonly size?: BenchSize;
  readonly steps: number;
  readonly warmup: number;
  readonly setup: boolean;
  readonly json?: true;
  readonly kernels?: string;
}
