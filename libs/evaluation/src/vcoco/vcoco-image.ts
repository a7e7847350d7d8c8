import type { ActionVocabulary, PersonAnnotation, ImageAnnotations } from '@turbo-hoi/core';
import { inclusiveTruthBox } from '../boxes/inclusive-boxes';

/** The ground truth of one image for V-COCO's evaluator; P people, A columns. */
export interface VcocoImage {
  /** [4P] xyxy, inclusive pixels. */
  readonly boxes: Float32Array;
  /** [P], 1 if the person's actions are annotated. */
  readonly annotated: Uint8Array;
  /** [P · actions], 1 if the person does the action. */
  readonly actions: Uint8Array;
  /** [P · 4A] xyxy, inclusive pixels; four NaN for a column without an annotated target. */
  readonly roleBoxes: Float32Array;
}

/**
 * Converts a sample's continuous boxes to V-COCO's inclusive pixels: boxes become
 * inclusive and are clipped, people without area or smaller than 2 × 2 pixels are left out.
 *
 * An action is positive if any of its columns is; of several targets of one column the first is used,
 * since V-COCO has one. (A target that is too small crashes the original; here it counts as not annotated.)
 */
export function vcocoImage(sample: ImageAnnotations, vocabulary: ActionVocabulary): VcocoImage {
  const { width, height } = sample;
  const people = sample.people.flatMap((person) => {
    const box = person.area > 0 ? inclusiveTruthBox(person.box, width, height) : null;
    return box ? [{ person, box }] : [];
  });
  const image: VcocoImage = {
    boxes: Float32Array.from(people.flatMap(({ box }) => box)),
    annotated: Uint8Array.from(people, ({ person }) => Number(person.interactions !== null)),
    actions: new Uint8Array(people.length * vocabulary.actions.length),
    roleBoxes: new Float32Array(people.length * 4 * vocabulary.columns.length).fill(NaN),
  };
  people.forEach(({ person }, row) => label(image, row, person, sample, vocabulary));
  return image;
}

function label(
  image: VcocoImage,
  row: number,
  person: PersonAnnotation,
  sample: ImageAnnotations,
  { actions, columns }: ActionVocabulary,
): void {
  for (const { column, object } of person.interactions ?? []) {
    image.actions[row * actions.length + columns[column].action] = 1;
    const at = 4 * (row * columns.length + column);
    if (object === null || !Number.isNaN(image.roleBoxes[at])) continue;
    const { width, height } = sample;
    const box = inclusiveTruthBox(sample.objects[object].box, width, height);
    if (box) image.roleBoxes.set(box, at);
  }
}
