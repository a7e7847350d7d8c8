import { markup, Markup } from '../markup/markup';
import { backdrop } from '../overlay/backdrop';
import { drawOverlay } from '../overlay/draw-overlay';
import type { ExampleImage, PersonTruth } from '../overlay/example-image';
import { actionsOf, classesOf, type FilterKeys } from './filter-keys';
import type { GallerySample } from './gallery';

const MANY = 5;

// Scale of strokes and letters in the enlarged drawing, to look as thick on the screen as those of the card.
const ENLARGED = 0.4;

/** One sample: the drawn image, which a click enlarges, and its annotations as text. */
export function sampleCard(sample: GallerySample, index: number, keys: FilterKeys): Markup {
  const { title, id, split, width, height, people } = sample;
  const picture = `image-${index}`;
  const overlay = (scale: number) =>
    new Markup(drawOverlay(annotatedExample(sample), 'truth', { image: `#${picture}`, scale }));
  const places = (names: readonly string[], list: readonly string[]) =>
    [...new Set(names)].map((name) => list.indexOf(name)).join(' ');
  return markup`<article class="card" data-splits="${keys.splits.indexOf(split)}" data-actions="${places(actionsOf(sample), keys.actions)}" data-classes="${places(classesOf(sample), keys.classes)}" data-text="${`${title} ${id}`.toLowerCase()}">
<svg class="store" width="0" height="0" aria-hidden="true"><defs><g id="${picture}">${backdrop(sample.image, width, height)}</g></defs></svg>
<button type="button" class="open" aria-label="Enlarge ${title}" aria-describedby="sample-${index}">${overlay(1)}</button><template>${overlay(ENLARGED)}</template>
<div class="text" id="sample-${index}"><h3>${title}</h3><p>${split} · id ${id} · ${width} × ${height}</p>${listed(people)}${otherObjects(sample)}</div></article>`;
}

/** The sample as input of an overlay; boxes that are not finite are left out, since the findings list them. */
function annotatedExample(sample: GallerySample): ExampleImage {
  const { title, width, height, layout, people, objects } = sample;
  const isPlaced = ({ box }: { readonly box: readonly number[] }) => box.every(Number.isFinite);
  return {
    title,
    image: { data: new Uint8Array(0), width, height },
    layout,
    people: people.filter(isPlaced).map((truth) => ({ box: truth.box, stages: [], truth })),
    objects: [],
    annotatedObjects: objects.filter(isPlaced),
  };
}

function listed(people: readonly PersonTruth[]): Markup {
  const items = people.map(
    (person, i) => markup`<li><b>${i + 1}</b> <span>${inWords(person)}</span></li>`,
  );
  const rest = items.slice(MANY);
  return markup`<ul>${items.slice(0, MANY)}</ul>${rest.length > 0 && markup`<details><summary>${rest.length} more people</summary><ul>${rest}</ul></details>`}`;
}

function inWords({ actions }: PersonTruth): string {
  if (actions === null) return 'actions not annotated';
  if (actions.length === 0) return 'no action';
  return actions
    .map(({ name, target }) => [name.replace(/_/g, ' '), target?.label].filter(Boolean).join(' · '))
    .join(', ');
}

/** Classes of the objects with their counts. */
function otherObjects(sample: GallerySample): Markup | null {
  const names = classesOf(sample);
  if (names.length === 0) return null;
  const counts = [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length;
    return count > 1 ? `${count} × ${name}` : name;
  });
  return markup`<p class="remark">${counts.join(', ')}</p>`;
}
