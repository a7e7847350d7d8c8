import {
  boxArea,
  type DatasetInfo,
  type Interaction,
  type ObjectAnnotation,
  type PersonAnnotation,
  type XyxyBox,
} from '@turbo-hoi/core';
import type { HicoSplit } from '@turbo-hoi/formats';
import { BoxGroups } from './box-groups';

export interface HicoMerging {
  /** IoU from which two boxes belong to the same person or object; null: only equal boxes do. */
  readonly iou: number | null;
}

/**
 * The people and objects of an image, from its pairs of boxes.
 *
 * Every agent is a person; a person who is only a target has no annotated actions (and is, as in all data sets, an object too).
 * Without merging, the pairs of the result are those of the file, each as often as there.
 *
 * @param info made by `hicoInfo`
 * @param firstId annotation ids count from it: at most two for each pair
 */
export function hicoPeople(
  split: HicoSplit,
  image: number,
  info: DatasetInfo,
  { iou }: HicoMerging,
  firstId: number,
): { readonly people: PersonAnnotation[]; readonly objects: ObjectAnnotation[] } {
  const minIou = iou ?? Infinity;
  const people = new BoxGroups(minIou);
  const things = new Map<number, BoxGroups>();
  const deeds: { person: number; column: number; target: string }[] = [];
  for (let pair = split.firstPair[image]; pair < split.firstPair[image + 1]; pair++) {
    const hoi = split.hois[pair];
    const { column, category } = info.hois![hoi];
    if (category !== 0 && !things.has(category)) things.set(category, new BoxGroups(minIou));
    const person = people.add(fileBox(split.humanBoxes, pair), hoi);
    const groups = things.get(category) ?? people;
    const target = `${category}/${groups.add(fileBox(split.objectBoxes, pair), hoi)}`;
    deeds.push({ person, column, target });
  }
  const listed = people.boxes.map((box, index) => ({ annotationId: firstId + index, box }));
  const targets = new Map<string, ObjectAnnotation>();
  for (const { target } of deeds) {
    if (targets.has(target)) continue;
    const [category, index] = target.split('/').map(Number);
    const known = category === 0 ? listed[index] : undefined;
    targets.set(target, {
      annotationId: known?.annotationId ?? firstId + listed.length + targets.size,
      box: known?.box ?? things.get(category)!.boxes[index],
      category,
    });
  }
  const positions = new Map([...targets.keys()].map((target, position) => [target, position]));
  return {
    people: listed.map((person, index) => {
      const own = deeds.filter((deed) => deed.person === index);
      const interactions = own.map(({ column, target }): Interaction => ({
        column,
        object: positions.get(target)!,
      }));
      return {
        ...person,
        // The outline is not known.
        area: boxArea(person.box),
        keypoints: null,
        interactions:
          own.length === 0 ? null : iou === null ? interactions : distinct(interactions),
      };
    }),
    objects: [...targets.values()],
  };
}

/** HICO's boxes include the pixels from x1 to x2, counted from 1: the left and top edges are 1 less. */
function fileBox(boxes: Float64Array, pair: number): XyxyBox {
  const [x1, y1, x2, y2] = boxes.subarray(4 * pair, 4 * pair + 4);
  return [x1 - 1, y1 - 1, x2, y2];
}

// Merging boxes may duplicate an interaction.
function distinct(interactions: readonly Interaction[]): Interaction[] {
  const keyed = interactions.map((one): [string, Interaction] => [
    `${one.column}/${one.object}`,
    one,
  ]);
  return [...new Map(keyed).values()];
}
