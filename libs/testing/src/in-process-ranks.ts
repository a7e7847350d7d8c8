/** A rank of `inProcessRanks`; has the shape of core's `Communicator`, which this library does not import. */
export interface InProcessRank {
  readonly rank: number;
  readonly size: number;
  readonly library: string;
  allReduceSum(values: Float32Array): Promise<void>;
  broadcast(bytes: Uint8Array): Promise<Uint8Array>;
  allGather(bytes: Uint8Array): Promise<Uint8Array[]>;
  abort(exitCode: number): void;
  close(): Promise<void>;
}

/** Ranks in one process that wait for each other, as those of MPI do; each call must be the same kind on every rank. */
export function inProcessRanks(size: number): InProcessRank[] {
  const meetings: Meeting[] = [];
  return Array.from({ length: size }, (_, rank) => {
    let calls = 0;
    const meet = <T>(kind: string, own: T): Promise<readonly T[]> => {
      const meeting = (meetings[calls++] ??= new Meeting(kind, size));
      return meeting.join(kind, rank, own) as Promise<readonly T[]>;
    };
    return {
      rank,
      size,
      library: 'one process',
      allReduceSum: async (values) => {
        const all = await meet('sum', values.slice());
        values.forEach((_, i) => {
          values[i] = all.reduce((sum, one) => Math.fround(sum + one[i]), 0);
        });
      },
      broadcast: async (bytes) => (await meet('broadcast', bytes))[0].slice(),
      allGather: async (bytes) => (await meet('gather', bytes)).map((one) => one.slice()),
      abort: (exitCode) => {
        throw new Error(`aborted with ${exitCode}`);
      },
      close: async () => void (await meet('close', null)),
    };
  });
}

/** One call of all ranks. */
class Meeting {
  private readonly values: unknown[] = [];
  private joined = 0;
  private end: (values: readonly unknown[]) => void = () => undefined;
  private readonly all = new Promise<readonly unknown[]>((resolve) => (this.end = resolve));

  constructor(
    private readonly kind: string,
    private readonly size: number,
  ) {}

  join(kind: string, rank: number, value: unknown): Promise<readonly unknown[]> {
    if (kind !== this.kind) throw new Error(`rank ${rank} calls ${kind}, another ${this.kind}`);
    this.values[rank] = value;
    if (++this.joined === this.size) this.end(this.values);
    return this.all;
  }
}
