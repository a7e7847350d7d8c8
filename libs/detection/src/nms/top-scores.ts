import { sortedByScore } from './nms';

/** Indices of the `count` highest scores, highest first; equal scores keep their order, NaN is left out. */
export function topScores(scores: Float32Array, count: number): Int32Array {
  if (scores.length <= count) return sortedByScore(scores);
  // Sorting a typed array is native, sorting indices is not: first find the lowest score that can be among the best.
  const ascending = scores.filter((score) => !Number.isNaN(score)).sort();
  const lowest = ascending[Math.max(0, ascending.length - count)];
  const candidates: number[] = [];
  for (let i = 0; i < scores.length; i++) if (scores[i] >= lowest) candidates.push(i);
  const best = sortedByScore(Float32Array.from(candidates, (i) => scores[i]));
  return best.slice(0, count).map((place) => candidates[place]);
}
