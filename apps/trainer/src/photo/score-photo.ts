import { boxIou } from '@turbo-hoi/core';
import type { PhotoPrediction, PhotoTriplet } from '@turbo-hoi/inference';
import type { ActionLabel } from './action-labels';

/** What was found of a labelled person in one photo; each true or false. */
export interface PhotoScore {
  /** A person with IoU ≥ 0.5. */
  readonly personFound: boolean;
  /** A box of a class that may take part, anywhere in the photo. */
  readonly objectFound: boolean;
  /** The person's first triplet, or one of the first three, has a verb and a class of the label. */
  readonly top1: boolean;
  readonly top3: boolean;
  /** As `top1`, with verbs that are also true. */
  readonly top1Lenient: boolean;
}

type Ranked = Pick<PhotoTriplet, 'person' | 'action' | 'object'>;

/** Least IoU of a detected person with the labelled one. */
const PERSON_IOU = 0.5;

/**
 * Scores a photo by its label. @param triplets in the order to be judged, of all people
 */
export function scorePhoto(
  { detections }: Pick<PhotoPrediction, 'detections'>,
  triplets: readonly Ranked[],
  label: ActionLabel,
): PhotoScore {
  const person = labelledPerson(detections, label);
  const own = triplets.filter((one) => one.person === person && one.object !== null);
  const isRight = (verbs: readonly string[]) => (triplet: Ranked) =>
    verbs.includes(triplet.action) && label.objects.includes(detections[triplet.object!].label);
  return {
    personFound: person >= 0,
    objectFound: detections.some((one) => label.objects.includes(one.label)),
    top1: own.slice(0, 1).some(isRight(label.verbs)),
    top3: own.slice(0, 3).some(isRight(label.verbs)),
    top1Lenient: own.slice(0, 1).some(isRight([...label.verbs, ...label.alsoTrue])),
  };
}

/** Index of the detected person that overlaps the labelled one most; -1: none. */
function labelledPerson(
  detections: PhotoPrediction['detections'],
  { personBox }: ActionLabel,
): number {
  let [best, index] = [PERSON_IOU, -1];
  detections.forEach(({ label, box }, i) => {
    const iou = label === 'person' ? boxIou(box, personBox) : 0;
    if (iou >= best) [best, index] = [iou, i];
  });
  return index;
}
