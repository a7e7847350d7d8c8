import type { XyxyBox } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import type { VcocoImage } from '../../vcoco/vcoco-image';
import { Column, type CocoTruthFile } from '../coco/coco-truth-file';
import type { VcocoLabels } from './vcoco-labels';

/** V-COCO's ground truth from its two files, image by image, as `vsrl_eval.py` joins them. */
export class VcocoTruth {
  private readonly person: number;
  private thin = 0;

  /**
   * Reports labels of people that the instances lack.
   *
   * @param coco only the images to score
   * @param bad receives the bad entries of the label file
   */
  constructor(
    private readonly labels: VcocoLabels,
    private readonly coco: CocoTruthFile,
    private readonly bad: BadEntries,
  ) {
    // As in the original, people have the first category, which is `person` in COCO's files.
    this.person = coco.categories[0]?.id ?? NaN;
    this.reportStrangers();
  }

  /** Number of annotations that `image` left out: without area, thinner than two pixels, or marked `ignore`. */
  get leftOut(): number {
    return this.thin;
  }

  /** The i-th image. Also reports targets that the image does not have: call once per image. */
  image(index: number): VcocoImage {
    const boxes = new Map<number, XyxyBox | null>();
    const people: number[] = [];
    const { data, width } = this.coco.annotations;
    for (const row of this.coco.rowsOf(index)) {
      const numbers = data.subarray(row * width, (row + 1) * width);
      const box = cleanBox(numbers, this.coco.widths[index], this.coco.heights[index]);
      boxes.set(numbers[Column.ID], box);
      if (box === null) this.thin++;
      else if (numbers[Column.CATEGORY] === this.person) people.push(numbers[Column.ID]);
    }
    return this.labelled(people, boxes, this.coco.imageIds[index]);
  }

  private labelled(
    people: readonly number[],
    boxes: ReadonlyMap<number, XyxyBox | null>,
    imageId: number,
  ): VcocoImage {
    const { actions, columns } = this.labels.vocabulary;
    const image: VcocoImage = {
      boxes: Float32Array.from(people.flatMap((id) => [...boxes.get(id)!])),
      annotated: Uint8Array.from(people, (id) => Number(this.labels.imageOf.has(id))),
      actions: new Uint8Array(people.length * actions.length),
      roleBoxes: new Float32Array(people.length * 4 * columns.length).fill(NaN),
    };
    people.forEach((id, p) => {
      if (!image.annotated[p]) return;
      for (let a = 0; a < actions.length; a++)
        image.actions[p * actions.length + a] = Number(this.labels.does(id, a));
      columns.forEach(({ action, role }, column) => {
        if (role === null) return;
        const target = this.labels.target(id, action, actions[action].roles.indexOf(role));
        if (target === 0) return;
        // A target that is left out crashes the original; here it counts as missing.
        const box = boxes.get(target);
        if (box) image.roleBoxes.set(box, 4 * (p * columns.length + column));
        if (box !== undefined) return;
        this.bad.add(
          `person ${id}, ${actions[action].name}-${role}`,
          `role_object_id is ${target}, which is not an annotation of image ${imageId}`,
        );
      });
    });
    return image;
  }

  private reportStrangers(): void {
    const { annotations, imageIds } = this.coco;
    const found = new Map<number, number>();
    for (let image = 0; image < imageIds.length; image++)
      for (const row of this.coco.rowsOf(image))
        found.set(annotations.data[row * annotations.width + Column.ID], imageIds[image]);
    const scored = new Set(imageIds);
    for (const [person, image] of this.labels.imageOf) {
      if (!scored.has(image) || found.get(person) === image) continue;
      this.bad.add(
        `person ${person}`,
        `ann_id is not an annotation of image ${image} in the instances`,
      );
    }
  }
}

/**
 * `_add_gt_annotations`: an annotation's box as inclusive pixels inside the image; null if it has no area or is thinner
 * than two pixels.
 */
function cleanBox(row: Float64Array, width: number, height: number): XyxyBox | null {
  const [x, y] = [row[Column.X], row[Column.Y]];
  const x1 = clip(x, width);
  const y1 = clip(y, height);
  const x2 = clip(x + Math.max(0, row[Column.WIDTH] - 1), width);
  const y2 = clip(y + Math.max(0, row[Column.HEIGHT] - 1), height);
  if (row[Column.IGNORE] === 1 || !(row[Column.AREA] > 0)) return null;
  return x2 > x1 && y2 > y1 ? [x1, y1, x2, y2] : null;
}

function clip(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, value));
}
