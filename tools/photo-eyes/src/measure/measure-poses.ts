import { boxAt, boxIou, COCO_KEYPOINTS, type Detections } from '@turbo-hoi/core';
import type { AnnotatedPhoto, Thing } from '../photos/coco-photos';
import { jointSimilarity } from '../scores/fit-joints';
import { matchThings } from '../scores/match-things';
import { dot } from './print-boxes';

export interface PoseFigures {
  /** Annotated people with keypoints. */
  readonly people: number;
  /** Share of them whose box was found, and who have a skeleton. */
  readonly boxes: number;
  readonly skeletons: number;
  /** Mean object keypoint similarity of those with a skeleton, missing joints as 0; and of the joints that it has. */
  readonly oks: number;
  readonly oksOfPresent: number;
  /** Share of the annotated joints that the skeletons have. */
  readonly joints: number;
  /** Joints with confidences in tenths: how many, their mean confidence, and the share of similarity above .5. */
  readonly calibration: readonly { count: number; confidence: number; right: number }[];
  /** Skeletons an image whose box overlaps another with a skeleton by more than .6. */
  readonly doubles: number;
}

/** How good skeletons are, at the boxes that were found. */
export function measurePoses(
  photos: readonly AnnotatedPhoto[],
  found: readonly Detections[],
): PoseFigures {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  let [people, boxes, count, oks, present, presentJoints, joints, annotated, doubles] =
    new Array<number>(9).fill(0);
  photos.forEach(({ things }, i) => {
    const { keypoints } = found[i];
    const matches = matchThings(found[i], things);
    doubles += countDoubles(found[i]);
    people += things.filter((thing) => thing.keypoints).length;
    matches.forEach((match, row) => {
      const person: Thing | null = match >= 0 ? things[match] : null;
      if (!person?.keypoints) return;
      boxes++;
      const pose = keypoints?.subarray(51 * row, 51 * row + 51);
      if (!pose?.some((value) => value !== 0)) return;
      count++;
      let [sum, labelled] = [0, 0];
      COCO_KEYPOINTS.sigmas.forEach((sigma, k) => {
        const [x, y, confidence] = pose.subarray(3 * k, 3 * k + 3);
        const similarity = confidence > 0 ? jointSimilarity(person, k, x, y, sigma) : 0;
        if (confidence > 0) {
          const bin = bins[Math.min(9, Math.floor(confidence * 10))];
          bin.count++;
          bin.confidence += confidence;
          bin.right += Number(similarity > 0.5);
        }
        if (!(person.keypoints![3 * k + 2] > 0)) return;
        annotated++;
        labelled++;
        sum += similarity;
        if (confidence === 0) return;
        joints++;
        presentJoints++;
        present += similarity;
      });
      oks += sum / labelled;
    });
  });
  return {
    ...{ people, boxes: boxes / people, skeletons: count / people, oks: oks / count },
    ...{ oksOfPresent: present / presentJoints, joints: joints / annotated },
    doubles: doubles / photos.length,
    calibration: bins.map((bin) => ({
      ...bin,
      confidence: bin.confidence / bin.count,
      right: bin.right / bin.count,
    })),
  };
}

function countDoubles({ boxes, classes, keypoints }: Detections): number {
  const rows = [...classes.keys()].filter((row) =>
    keypoints?.subarray(51 * row, 51 * row + 51).some((value) => value !== 0),
  );
  return rows.filter((row, i) =>
    rows.slice(0, i).some((other) => boxIou(boxAt(boxes, row), boxAt(boxes, other)) > 0.6),
  ).length;
}

export function printPoses(title: string, figures: PoseFigures): void {
  const { people, boxes, skeletons, oks, oksOfPresent, joints, doubles, calibration } = figures;
  console.log(
    `\n${title}: ${people} people with keypoints, box ${dot(boxes)}, skeleton ${dot(skeletons)}, ` +
      `OKS ${dot(oks)} (of the joints present ${dot(oksOfPresent)}), joints ${dot(joints)}, ` +
      `doubles an image ${dot(doubles)}`,
  );
  const bins = calibration
    .filter(({ count }) => count > 0)
    .map(({ count, confidence, right }) => `${dot(confidence)}→${dot(right)} (${count})`);
  console.log(`confidence → share right (joints): ${bins.join(', ')}`);
}
