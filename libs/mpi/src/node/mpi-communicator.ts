import type { LibraryHandle } from 'koffi';
import { type Communicator, turn } from '@turbo-hoi/core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Constants, MpiHandle } from './library/abi';
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
  /** The same ranks; its messages are apart from those of the first communicator. */
  private readonly second: MpiHandle;
  private lastSum: Promise<void> = Promise.resolve();
  private readonly scratch = new WeakMap<Float32Array, Scratch>();
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
    const copy = new BigUint64Array(1);
    this.call.dup(world, copy);
    this.second = abi.handle === 'int' ? Number(copy[0] & 0xffffffffn) | 0 : copy[0];
  }

  /** Sums in the order of ranks: of two there is only one order, that of more is left to the library by MPI_Iallreduce (ADR-0032). */
  allReduceSum(values: Float32Array): Promise<void> {
    if (this.size > 2) return (this.lastSum = this.sumInOrder(values, this.lastSum));
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

  /** Every rank sums one part of the values of all ranks, and gets the sums of the others: as many bytes as a ring of messages has. */
  private async sumInOrder(values: Float32Array, before: Promise<void>): Promise<void> {
    const { byte, world } = this.constants;
    const { sent, received } = this.scratchFor(values);
    const part = sent.length / this.size;
    sent.set(values);
    const [mine, theirs] = [steady(sent), steady(received)];
    const bytes = mine.length / this.size;
    await this.complete([mine, theirs], (request) =>
      this.call.ialltoall(mine, bytes, byte, theirs, bytes, byte, world, request),
    );
    addParts(received, part);
    // Messages of a communicator start in the same order on every rank, and parts may arrive in any.
    await before;
    const sums = theirs.subarray(0, bytes);
    await this.complete([sums, mine], (request) =>
      this.call.iallgather(sums, bytes, byte, mine, bytes, byte, this.second, request),
    );
    values.set(sent.subarray(0, values.length));
  }

  /** Kept for the next sum of the same array. */
  private scratchFor(values: Float32Array): Scratch {
    const known = this.scratch.get(values);
    if (known) return known;
    const length = this.size * Math.ceil(values.length / this.size);
    const made = { sent: new Float32Array(length), received: new Float32Array(length) };
    this.scratch.set(values, made);
    return made;
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

/** Memory of a sum, padded to equal parts of all ranks. */
interface Scratch {
  readonly sent: Float32Array;
  readonly received: Float32Array;
}

/** Adds the later parts of an array to its first one, in their order. */
export function addParts(values: Float32Array, part: number): void {
  for (let from = part; from < values.length; from += part) {
    for (let i = 0; i < part; i++) values[i] += values[from + i];
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
    dup: int('Comm_dup', h, p),
    iallreduce: int('Iallreduce', p, p, 'int', h, h, h, p),
    ialltoall: int('Ialltoall', p, 'int', h, p, 'int', h, h, p),
    ibcast: int('Ibcast', p, 'int', h, 'int', h, p),
    iallgather: int('Iallgather', p, 'int', h, p, 'int', h, h, p),
    test: int('Test', p, p, p),
    abort: int('Abort', h, 'int'),
    finalize: int('Finalize'),
  };
}
