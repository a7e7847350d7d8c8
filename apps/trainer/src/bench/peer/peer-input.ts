/** What a program in `tools/bench` is started with. */
export interface PeerInput {
  /** What it times, as a heading: `PyTorch`. */
  readonly name: string;
  /** Its file in `tools/bench`. */
  readonly script: string;
  /** Its arguments beside `--steps`, `--warmup` and `--threads`. */
  readonly args: readonly string[];
  /** Its standard input. */
  readonly input: string;
  /** Packages that it needs, beside those that all need. */
  readonly packages: readonly string[];
}
