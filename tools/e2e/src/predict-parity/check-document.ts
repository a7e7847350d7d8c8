import { readFileSync } from 'node:fs';
import { boxFromXywh, boxIou, COCO_KEYPOINTS } from '@turbo-hoi/core';
import { keypointSimilarity } from '@turbo-hoi/evaluation';
import type { PhotoDocument } from '@turbo-hoi/inference';

const LEAST_IOU = 0.9;
const LEAST_OKS = 0.9;

/** The annotated person of a photo. */
export interface AnnotatedPerson {
  readonly bbox: readonly number[];
  readonly area: number;
  readonly keypoints: readonly number[];
}

/** Reads COCO keypoints of one photo; the largest of several people. @throws Error for a file without people */
export function readPerson(path: string): AnnotatedPerson {
  const { annotations = [] } = JSON.parse(readFileSync(path, 'utf8')) as {
    annotations?: AnnotatedPerson[];
  };
  const [largest] = [...annotations].sort((a, b) => b.area - a.area);
  if (!largest?.keypoints) throw new Error(`${path}: expected COCO keypoints of one photo`);
  return largest;
}

/** The errors of a prediction with respect to the photo's annotation, one line each. */
export function checkDocument(
  document: PhotoDocument,
  { person, object }: { readonly person?: AnnotatedPerson; readonly object?: string },
): string[] {
  const faults: string[] = [];
  if (person) {
    const [iou, oks] = [bestIou(document, person), bestOks(document, person)];
    if (!(iou >= LEAST_IOU)) faults.push(`person: IoU ${iou.toFixed(3)}; expected ${LEAST_IOU}`);
    if (!(oks >= LEAST_OKS)) faults.push(`pose: OKS ${oks.toFixed(3)}; expected ${LEAST_OKS}`);
  }
  // A run may have other classes.
  const category = document.categories.find(({ name }) => name === object);
  if (category && !document.detections.some(({ category_id }) => category_id === category.id))
    faults.push(`${object}: not found`);
  return faults;
}

/** IoU of the person box with the highest score; 0 without one. */
export function bestIou(
  { detections, categories }: PhotoDocument,
  person: AnnotatedPerson,
): number {
  const known = categories.find(({ name }) => name === 'person')?.id;
  const found = detections.find(({ category_id }) => category_id === known);
  return found ? boxIou(boxFromXywh(found.bbox), boxFromXywh(person.bbox)) : 0;
}

/** OKS of the pose detector's best pose; 0 without one. */
export function bestOks({ detected_poses = [] }: PhotoDocument, person: AnnotatedPerson): number {
  const { keypoints, area, bbox } = person;
  const truth = { boxes: boxFromXywh(bbox), areas: [area], keypoints };
  return Math.max(
    0,
    ...detected_poses.map((pose) =>
      keypointSimilarity(
        { scores: [pose.score], keypoints: pose.keypoints },
        0,
        truth,
        0,
        COCO_KEYPOINTS.sigmas,
      ),
    ),
  );
}
