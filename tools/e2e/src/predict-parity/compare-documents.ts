import type { PhotoDocument } from '@turbo-hoi/inference';

/** The largest differences of two predictions of one photo; Infinity if their detections or interactions do not correspond. */
export interface DocumentDifferences {
  /** Box edges, in pixels. */
  readonly boxes: number;
  /** Keypoints of model and pose detector, in pixels. */
  readonly keypoints: number;
  /** Scores of detections, keypoints, poses and interactions. */
  readonly scores: number;
}

export function compareDocuments(a: PhotoDocument, b: PhotoDocument): DocumentDifferences {
  const [one, other] = [numbersOf(a), numbersOf(b)];
  return {
    boxes: farthest(one.boxes, other.boxes),
    keypoints: farthest(one.keypoints, other.keypoints),
    scores: farthest(one.scores, other.scores),
  };
}

/** Numbers by the item they belong to. */
type Numbers = Map<string, number>;

function numbersOf({ detections, stages, detected_poses = [] }: PhotoDocument) {
  const numbers = { boxes: new Map(), keypoints: new Map(), scores: new Map() } satisfies Record<
    string,
    Numbers
  >;
  const addPose = (name: string, keypoints: readonly number[], score: number) => {
    numbers.scores.set(name, score);
    keypoints.forEach((value, i) =>
      (i % 3 === 2 ? numbers.scores : numbers.keypoints).set(`${name} ${i}`, value),
    );
  };
  for (const { id, category_id, bbox, score } of detections) {
    const name = `detection ${id} of class ${category_id}`;
    const [x, y, width, height] = bbox;
    [x, y, x + width, y + height].forEach((edge, i) => numbers.boxes.set(`${name} ${i}`, edge));
    numbers.scores.set(name, score);
  }
  detected_poses.forEach(({ keypoints, score }, i) => addPose(`pose ${i}`, keypoints, score));
  for (const { stage, keypoints, interactions } of stages) {
    for (const pose of keypoints ?? [])
      addPose(`stage ${stage} person ${pose.detection_id}`, pose.keypoints, pose.score);
    // By name: equal scores may come in any order.
    for (const { person_id, action, role, object_id, score, action_score } of interactions ?? []) {
      const name = `stage ${stage} person ${person_id} ${action} ${role}`;
      numbers.scores.set(`${name} ${object_id}`, score);
      numbers.scores.set(name, action_score);
    }
  }
  return numbers;
}

function farthest(a: Numbers, b: Numbers): number {
  if (a.size !== b.size) return Infinity;
  let most = 0;
  for (const [name, value] of a) most = Math.max(most, Math.abs(value - (b.get(name) ?? Infinity)));
  return most;
}
