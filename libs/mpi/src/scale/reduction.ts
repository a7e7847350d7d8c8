/** How ranks are connected. */
export interface Network {
  /** Seconds that a message of no length takes between machines. */
  readonly latency: number;
  /** Bytes a second that a rank sends while it receives as many. */
  readonly bandwidth: number;
  /** Ranks on one machine, which reach each other as below; absent: each has a machine of its own. */
  readonly machine?: {
    readonly ranks: number;
    readonly latency: number;
    readonly bandwidth: number;
  };
}

/**
 * Ways to sum S bytes over N ranks, each of which has the sums afterwards:
 *
 * - `ring`: N - 1 messages of S/N to one neighbour, twice; what bandwidth allows.
 * - `parts`: each rank sums one part, which all others send it, and returns it: as many bytes, to N - 1 others. What `MpiCommunicator`
 *   does with more than two ranks.
 * - `hierarchical`: a ring on each machine, of its parts a ring over machines, and back.
 */
export type Reduction = 'ring' | 'parts' | 'hierarchical';

/** Seconds of a sum of `bytes` over ranks, in buckets that follow one another. */
export function reduceSeconds(
  reduction: Reduction,
  { bytes, buckets }: { readonly bytes: number; readonly buckets: number },
  ranks: number,
  network: Network,
): number {
  const { latency, bandwidth, machine } = network;
  if (ranks <= 1) return 0;
  if (machine && ranks <= machine.ranks) return ringSeconds(bytes, buckets, ranks, machine);
  if (reduction !== 'hierarchical' || !machine) {
    // Ranks of a machine share its connection.
    const share = reduction === 'ring' || !machine ? bandwidth : bandwidth / machine.ranks;
    return ringSeconds(bytes, buckets, ranks, { latency, bandwidth: share });
  }
  const inside = ringSeconds(bytes, buckets, machine.ranks, machine);
  // All ranks of a machine send their parts over its one connection.
  const across = ringSeconds(bytes, buckets, ranks / machine.ranks, network);
  return inside + across;
}

/** 2 (N - 1) messages of S/N. */
function ringSeconds(
  bytes: number,
  buckets: number,
  ranks: number,
  { latency, bandwidth }: { readonly latency: number; readonly bandwidth: number },
): number {
  const messages = 2 * (ranks - 1);
  return messages * (bytes / ranks / bandwidth + buckets * latency);
}
