import type { BadEntries, VcocoRecord } from '@turbo-hoi/formats';
import type { CocoCatalog } from '../coco/coco-catalog';

/** A split's labels and the ids of its images. */
export interface LabelledImages {
  readonly records: readonly VcocoRecord[];
  readonly ids: readonly number[];
}

/**
 * Reports images, people and targets of the labels that COCO's instances lack.
 *
 * Annotations without extent are not missing. A target has to be in the person's image.
 *
 * @returns ids of the images that exist
 */
export function checkLabels(
  { records, ids }: LabelledImages,
  catalog: CocoCatalog,
  bad: BadEntries,
): number[] {
  const known = new Map<number, ReadonlySet<number>>();
  for (const id of ids) {
    if (catalog.image(id)) known.set(id, new Set(catalog.annotationIds(id)));
    else bad.add(`image ${id}`, 'is not among the instances');
  }
  const missing = (annotations: ReadonlySet<number>, id: number) =>
    !annotations.has(id) && !catalog.isFlat(id);
  const { ann_id: people = [], image_id: images = [] } = records[0] ?? {};
  people.forEach((person, row) => {
    const annotations = known.get(images[row]);
    if (!annotations) return;
    const where = `image ${images[row]}, person ${person}`;
    if (missing(annotations, person)) return bad.add(where, 'is not among its annotations');
    for (const { action_name, label, role_name, role_object_id } of records) {
      if (label[row] !== 1) continue;
      for (let role = 1; role < role_name.length; role++) {
        const target = role_object_id[role * people.length + row];
        if (target === 0 || !missing(annotations, target)) continue;
        bad.add(
          `${where}, ${action_name}`,
          `${role_name[role]} ${target} is not among the image's annotations`,
        );
      }
    }
  });
  return [...known.keys()];
}
