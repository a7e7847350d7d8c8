import { assign } from './assign';
import { type JointPeak, jointPeaks, peakPlace, type TagMaps } from './joint-peaks';

export interface GroupOptions {
  /** Least score of a joint. */
  readonly minScore: number;
  /** Tag distance from which a joint belongs to another person. */
  readonly maxDistance: number;
  /** Number of peaks of a joint, and of people. */
  readonly maxPeople: number;
  /** Joints in the order in which they are taken: those that are easy to find first. */
  readonly order: readonly number[];
}

/**
 * COCO's joints from the head to the trunk, then arms and legs; this and the other values are of princeton-vl/pose-ae-train (`utils/group.py`,
 * `test.py`).
 */
export const TAG_GROUPS: GroupOptions = {
  minScore: 0.1,
  maxDistance: 1,
  maxPeople: 30,
  order: [0, 1, 2, 3, 4, 5, 6, 11, 12, 7, 8, 9, 10, 13, 14, 15, 16],
};

/** Weight of a rounded tag distance against a joint's score, which is to decide among equal ones only (`utils/group.py`). */
const DISTANCE_WEIGHT = 100;

interface Person {
  readonly joints: Map<number, JointPeak>;
}

/**
 * People from heatmaps and tags (Newell et al. 2017, Sec. 3.3): joint by joint, peaks are matched with the people so far, so that the sum of rounded
 * tag distances is least and, among equal sums, that of scores largest. A peak without a match, or too far from it, is a new person.
 *
 * Distances are root mean squares over the T tags to the mean tag of the person's joints.
 *
 * @returns [K,3] of each person: x, y in cells, 0 at the left or upper edge, and score; zeros for missing joints
 */
export function groupByTags(maps: TagMaps, options: GroupOptions = TAG_GROUPS): Float32Array[] {
  const { minScore, maxPeople, order } = options;
  const people: Person[] = [];
  for (const k of order) {
    // As published: once there are as many people as there may be, further joints are left out.
    if (people.length >= maxPeople) break;
    const peaks = jointPeaks(maps, k, minScore, maxPeople);
    const matches = matchPeaks(peaks, people, options);
    peaks.forEach((peak, i) => {
      const person = matches[i] ?? { joints: new Map() };
      person.joints.set(k, peak);
      if (!matches[i]) people.push(person);
    });
  }
  return people.slice(0, maxPeople).map(({ joints }) => {
    const pose = new Float32Array(3 * maps.keypoints);
    for (const [k, peak] of joints) pose.set([...peakPlace(maps, k, peak), peak.score], 3 * k);
    return pose;
  });
}

/** The person of each peak; null: a new one. */
function matchPeaks(
  peaks: readonly JointPeak[],
  people: readonly Person[],
  { maxDistance }: GroupOptions,
): (Person | null)[] {
  if (people.length === 0 || peaks.length === 0) return peaks.map(() => null);
  const tags = people.map(meanTag);
  const distances = peaks.map(({ tag }) => tags.map((other) => tagDistance(tag, other)));
  const cost = Float64Array.from(
    distances.flatMap((row, i) =>
      row.map((distance) => DISTANCE_WEIGHT * roundHalfToEven(distance) - peaks[i].score),
    ),
  );
  const columns = assign(cost, peaks.length, people.length);
  return Array.from(columns, (column, i) =>
    column >= 0 && distances[i][column] < maxDistance ? people[column] : null,
  );
}

function meanTag({ joints }: Person): Float64Array {
  const tags = [...joints.values()].map(({ tag }) => tag);
  return Float64Array.from(
    tags[0],
    (_, t) => tags.reduce((sum, tag) => sum + tag[t], 0) / tags.length,
  );
}

function tagDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += (a[t] - b[t]) ** 2;
  return Math.sqrt(sum / Math.max(1, a.length));
}

/** As NumPy rounds. */
function roundHalfToEven(x: number): number {
  const down = Math.floor(x);
  return x - down === 0.5 ? down + (down % 2) : Math.round(x);
}
