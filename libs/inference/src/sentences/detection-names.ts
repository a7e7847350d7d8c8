import type { PhotoPrediction } from '../photo/photo-prediction';

/**
 * A name for every detection, its class and a number that counts the class in the photo: `horse 1`.
 *
 * People are numbered in the order of the prediction's people, as drawings do; other people and objects follow, best first.
 */
export function detectionNames({
  detections,
  raw,
}: Pick<PhotoPrediction, 'detections'> & {
  readonly raw: Pick<PhotoPrediction['raw'], 'people'>;
}): string[] {
  const people = [...raw.people];
  const isPerson = new Set(people);
  const others = [...detections.keys()].filter((id) => !isPerson.has(id));
  const counts = new Map<string, number>();
  const names = new Array<string>(detections.length);
  for (const id of [...people, ...others]) {
    const label = detections[id].label.replaceAll('_', ' ');
    const number = (counts.get(label) ?? 0) + 1;
    counts.set(label, number);
    names[id] = `${label} ${number}`;
  }
  return names;
}
