import {
  type AnnotatedPose,
  clipBox,
  COCO_KEYPOINTS,
  type DatasetInfo,
  type KeypointLayout,
  type XyxyBox,
} from '@turbo-hoi/core';
import { CUSTOM_FORMAT, CUSTOM_VERSION, type CustomImage, spreadSplits } from '@turbo-hoi/datasets';
import type { PhotoPrediction, PhotoTriplet } from '../photo/photo-prediction';
import { SHOWN_SCORE } from '../sentences/people-sentences';
import { annotatedKeypoints, personKeypoints } from './person-keypoints';
import { VCOCO_ACTIONS } from './vcoco-actions';

export interface DraftOptions {
  readonly info: DatasetInfo;
  /** Name of the data set in reports. */
  readonly name: string;
  /** Minimum display score of a triplet that becomes an annotation. Default {@link SHOWN_SCORE}. */
  readonly minScore?: number;
  /** Indices of the detections that are drafted, with the ends of drafted triplets among them; default: all. */
  readonly boxes?: readonly number[];
  /** The stage whose actions and keypoints are drafted; absent: people have neither actions nor a stage's keypoints. */
  readonly stage?: number;
}

/** A photo's predictions as annotations of a data set file of one's own; its split is chosen last. */
export type DraftImage = Omit<CustomImage, 'split'>;

/**
 * The predictions of a photo as annotations to be corrected by hand.
 *
 * @param file path of the image, relative to the data set file
 * @param poses of a pose detector; absent: the stage's
 */
export function draftImage(
  file: string,
  prediction: PhotoPrediction,
  poses: readonly AnnotatedPose[] | undefined,
  { info, stage, minScore = SHOWN_SCORE, boxes: kept }: DraftOptions,
): DraftImage {
  const { width, height, detections, stages, raw } = prediction;
  const boxes = detections.map(({ box }) => boxInside(box, width, height));
  const isKept = new Set(kept ?? detections.keys());
  const hasArea = (id: number) =>
    isKept.has(id) && boxes[id][2] > boxes[id][0] && boxes[id][3] > boxes[id][1];
  const triplets = (stage === undefined ? null : stages[stage].triplets) ?? [];
  const shown = triplets.filter(({ rank }) => rank >= minScore);
  const targets = new Set(shown.map(({ object }) => object));
  const isPerson = new Set(raw.people);
  // A person who is a target is listed among the objects, too.
  const listed = [...detections.keys()].filter(
    (id) => hasArea(id) && (!isPerson.has(id) || targets.has(id)),
  );
  const { byPerson } = personKeypoints(prediction, info.keypoints, { poses, stage });
  return {
    file,
    width,
    height,
    people: [...raw.people].filter(hasArea).map((person) => {
      const keypoints = byPerson.get(person);
      const own = shown.filter((one) => one.person === person);
      return {
        box: boxes[person],
        ...(keypoints && { keypoints: annotatedKeypoints(keypoints, { width, height }) }),
        // An empty list would say that the person does nothing.
        ...(own.length > 0 && { interactions: interactionsOf(own, listed) }),
      };
    }),
    objects: listed.map((id) => ({ class: detections[id].label, box: boxes[id] })),
  };
}

/** An action without an object is dropped where the same action has one. */
function interactionsOf(triplets: readonly PhotoTriplet[], listed: readonly number[]) {
  const withObject = new Set(
    triplets.filter(({ object }) => object !== null).map(({ action }) => action),
  );
  const without = new Set<string>();
  return triplets.flatMap(({ action, role, object }) => {
    const index = object === null ? -1 : listed.indexOf(object);
    if (role !== null && index >= 0) return [{ action, role, object: index }];
    if (withObject.has(action) || without.has(action)) return [];
    without.add(action);
    return [{ action }];
  });
}

/** The document of a data set file. @param poses whether keypoints are those of a pose detector, hence COCO's */
export function draftDataset(
  images: readonly DraftImage[],
  { info, name }: Pick<DraftOptions, 'info' | 'name'>,
  poses: boolean,
): object {
  const { actions } = info.actions;
  const hasKeypoints = images.some(({ people }) => people.some(({ keypoints }) => keypoints));
  const splits = spreadSplits(images.length);
  return {
    format: CUSTOM_FORMAT,
    version: CUSTOM_VERSION,
    name,
    actions: actions.length > 0 ? actions : VCOCO_ACTIONS,
    objectClasses: info.objectClasses,
    keypoints: hasKeypoints ? layoutOf(poses ? COCO_KEYPOINTS : info.keypoints) : null,
    images: images.map(({ file, ...image }, i) => ({ file, split: splits[i], ...image })),
  };
}

function layoutOf(layout: KeypointLayout) {
  const isCoco = layout.names.join() === COCO_KEYPOINTS.names.join();
  if (isCoco) return 'coco';
  const { names, mirror, sigmas, bones } = layout;
  const pair = ([a, b]: readonly [number, number]) => [names[a], names[b]];
  return {
    names,
    mirror: mirror.flatMap((other, k) => (other > k ? [pair([k, other])] : [])),
    sigmas,
    bones: bones.map(pair),
  };
}

/** Edges are rounded to hundredths, inside the image. */
function boxInside(box: XyxyBox, width: number, height: number): [number, number, number, number] {
  const [x1, y1, x2, y2] = clipBox(box, width, height).map((side) => Math.round(100 * side) / 100);
  return [x1, y1, x2, y2];
}
