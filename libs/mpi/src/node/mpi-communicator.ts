import type { LibraryHandle } from 'koffi';
import { type Communicator, turn } from '@turbo-hoi/core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Constants } from './library/abi';
import type { MpiLibrary } from './library/load-library';

/** Counts of MPI are 32 bits wide. */
const LARGEST_MESSAGE = 2 ** 29;
/** Time in which a message is asked after at every turn of the event loop; then once a millisecond, since ranks may share cores. */
const EAGER_MS = 5;
// Large enough for MPI_Request and MPI_Status of both families.
const REQUEST_BYTES = 8;
const STATUS_BYTES = 64;

/** Ranks of `MPI_COMM_WORLD`. All calls are nonblocking, so that signals and files of a waiting rank have their turn. */
export class MpiCommunicator implements Communicator {
  readonly rank: number;
  readonly size: number;
  readonly library: string;
  private readonly call: Calls;
  private readonly constants: Constants;
  /** Keeps memory alive that MPI reads and writes. */
  private readonly inUse = new Set<readonly Uint8Array[]>();

  /** Calls MPI_Init, which waits for all ranks. */
  constructor({ handle, abi, version }: MpiLibrary) {
    this.library = version;
    this.call = callsOf(handle, abi.handle);
    this.call.init(null, null);
    this.constants = abi.constants(handle);
    const { world } = this.constants;
    this.rank = int((out) => this.call.rank(world, out));
    this.size = int((out) => this.call.size(world, out));
  }

  allReduceSum(values: Float32Array): Promise<void> {
    const { inPlace, float, sum, world } = this.constants;
    const data = steady(values);
    return this.complete([data], (request) =>
      this.call.iallreduce(inPlace, data, values.length, float, sum, world, request),
    );
  }

  async broadcast(bytes: Uint8Array): Promise<Uint8Array> {
    const [length] = await this.broadcastChunk(Float64Array.of(bytes.length));
    const data = this.rank === 0 ? bytes : new Uint8Array(length);
    for (let at = 0; at < length; at += LARGEST_MESSAGE) {
      await this.broadcastChunk(data.subarray(at, at + LARGEST_MESSAGE));
    }
    return data;
  }

  async allGather(bytes: Uint8Array): Promise<Uint8Array[]> {
    const lengths = new Float64Array(
      (await this.gatherEqual(Float64Array.of(bytes.length))).buffer,
    );
    const longest = Math.max(...lengths);
    const padded = new Uint8Array(longest);
    padded.set(bytes);
    const all = await this.gatherEqual(padded);
    return Array.from(lengths, (length, i) => all.slice(i * longest, i * longest + length));
  }

  abort(exitCode: number): void {
    this.call.abort(this.constants.world, exitCode);
  }

  async close(): Promise<void> {
    this.call.finalize();
  }

  private async broadcastChunk<T extends Uint8Array | Float64Array>(values: T): Promise<T> {
    const { byte, world } = this.constants;
    const data = steady(values);
    await this.complete([data], (request) =>
      this.call.ibcast(data, data.length, byte, 0, world, request),
    );
    return values;
  }

  /** The bytes of all ranks, of the same length everywhere, one after the other. */
  private async gatherEqual(values: Uint8Array | Float64Array): Promise<Uint8Array> {
    const { byte, world } = this.constants;
    const own = steady(values);
    const all = steady(new Uint8Array(this.size * own.length));
    await this.complete([own, all], (request) =>
      this.call.iallgather(own, own.length, byte, all, own.length, byte, world, request),
    );
    return all;
  }

  /** Starts an operation and asks after it until it is done. @param memory that it uses until then */
  private async complete(
    memory: readonly Uint8Array[],
    start: (request: Uint8Array) => void,
  ): Promise<void> {
    const request = new Uint8Array(REQUEST_BYTES);
    this.inUse.add(memory);
    start(request);
    const began = performance.now();
    while (!this.isDone(request)) {
      if (performance.now() - began < EAGER_MS) await turn();
      else await sleep(1);
    }
    this.inUse.delete(memory);
  }

  private isDone(request: Uint8Array): boolean {
    return int((done) => this.call.test(request, done, new Uint8Array(STATUS_BYTES))) !== 0;
  }
}

/**
 * The same memory outside of V8's heap, where it stays at its address.
 *
 * Small typed arrays lie in the heap until their `buffer` is asked for.
 */
function steady({ buffer, byteOffset, byteLength }: Float32Array | Float64Array | Uint8Array) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function int(read: (out: Int32Array) => void): number {
  const out = new Int32Array(1);
  read(out);
  return out[0];
}

type Calls = ReturnType<typeof callsOf>;

/** Errors of MPI end the process: that is MPI_COMM_WORLD's handler unless another is set. */
function callsOf(library: LibraryHandle, handle: string) {
  const int = (name: string, ...types: readonly string[]) =>
    library.func(`MPI_${name}`, 'int', [...types]);
  const [p, h] = ['void *', handle];
  return {
    init: int('Init', p, p),
    rank: int('Comm_rank', h, p),
    size: int('Comm_size', h, p),
    iallreduce: int('Iallreduce', p, p, 'int', h, h, h, p),
    ibcast: int('Ibcast', p, 'int', h, 'int', h, p),
    iallgather: int('Iallgather', p, 'int', h, p, 'int', h, h, p),
    test: int('Test', p, p, p),
    abort: int('Abort', h, 'int'),
    finalize: int('Finalize'),
  };
}
