import { deserialize, serialize } from 'node:v8';
import type { Communicator } from '@turbo-hoi/core';
import type { ImagePrediction, PredictionShare } from '@turbo-hoi/inference';

/** How the ranks of a communicator evaluate together. */
export interface RankedEvaluation {
  /** Undefined: this process evaluates alone. */
  readonly share?: PredictionShare;
  /** Aborts on all ranks after the same batch, once the signal of one of them has aborted. */
  readonly signal?: AbortSignal;
}

interface Told {
  readonly predictions: readonly ImagePrediction[];
  /** Whether the rank was asked to stop. */
  readonly stops: boolean;
}

/** @param signal asks this rank to stop */
export function rankedEvaluation(
  communicator: Communicator,
  signal?: AbortSignal,
): RankedEvaluation {
  const { rank, size } = communicator;
  if (size === 1) return { signal };
  const stop = new AbortController();
  const gather = async (predictions: readonly ImagePrediction[]) => {
    const own: Told = { predictions, stops: signal?.aborted ?? false };
    const all = await communicator.allGather(serialize(own));
    const told = all.map((bytes) => deserialize(bytes) as Told);
    if (told.some(({ stops }) => stops)) stop.abort();
    return rank === 0 ? told.map((one) => one.predictions) : [];
  };
  return { share: { rank, size, gather }, signal: stop.signal };
}
