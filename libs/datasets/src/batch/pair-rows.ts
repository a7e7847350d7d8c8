import { boxAt, boxIou, type DatasetInfo, type XyxyBox } from '@turbo-hoi/core';
import { PERSON } from '@turbo-hoi/detection';
import { bestMatches, MATCH_IOU } from './best-match';
import type { PersonMatch } from './match-people';
import type { ObjectRows, PairRows } from './training-batch';

/**
 * Pairs every sampled person with every object row of the image: row `r · limit + i` is person r with the image's i-th object.
 *
 * A pair is positive for a column if the object has the class of an annotated target and overlaps it (IoU ≥ 0.5). A person is not paired
 * with their own box. An interaction without an annotated target has no positive pair.
 *
 * @param people R
 * @param limit object rows per image
 */
export function pairRows(
  matches: readonly PersonMatch[],
  objects: ObjectRows,
  info: Pick<DatasetInfo, 'actions'>,
  { people, limit }: { readonly people: number; readonly limit: number },
): PairRows {
  const rows = people * limit;
  const columns = info.actions.columns.length;
  const person = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / limit));
  const object = Int32Array.from(
    person,
    (r, row) => (matches[r]?.imageIndex ?? 0) * limit + (row % limit),
  );
  const valid = new Float32Array(rows);
  const annotated = new Float32Array(rows);
  const labels = new Float32Array(rows * columns);
  for (let row = 0; row < matches.length * limit; row++) {
    const match = matches[person[row]];
    const category = objects.classes[object[row]];
    const box = boxAt(objects.boxes, object[row]);
    if (category < 0 || (category === PERSON && isPersonItself(box, match))) continue;
    valid[row] = 1;
    if (match.person.interactions === null) continue;
    annotated[row] = 1;
    for (const column of columnsWith(box, category, match)) labels[row * columns + column] = 1;
  }
  return { person, object, valid, labels, annotated };
}

function isPersonItself(box: XyxyBox, { person, sample }: PersonMatch): boolean {
  const people = sample.people.filter(({ crowd }) => !crowd);
  const [match] = bestMatches(
    Float32Array.from(box),
    people.map((one) => one.box),
  );
  return people[match] === person;
}

/** The columns of the person's actions on the object of the box. */
function columnsWith(box: XyxyBox, category: number, { person, sample }: PersonMatch): number[] {
  return (person.interactions ?? []).flatMap(({ column, object }) => {
    if (object === null) return [];
    const target = sample.objects[object];
    const isTarget = target.category === category && boxIou(box, target.box) >= MATCH_IOU;
    return isTarget ? [column] : [];
  });
}
