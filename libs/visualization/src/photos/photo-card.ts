import { markup, type Markup } from '../markup/markup';
import { fixed } from '../markup/numbers';
import type { PagePerson, PagePhoto, PageTriplet, PhotoPage } from './photo-page';

/** Values by which photos can be filtered; each list is in alphabetical order. */
export interface PageKeys {
  readonly actions: readonly string[];
  readonly classes: readonly string[];
}

const MANY = 5;

export function pageKeys(photos: readonly PagePhoto[]): PageKeys {
  return {
    actions: sorted(photos.flatMap(actionsOf)),
    classes: sorted(photos.flatMap(classesOf)),
  };
}

/** One photo: a drawing, which a click enlarges, and the predictions as text. */
export function photoCard(
  photo: PagePhoto,
  index: number,
  drawings: PhotoPage['drawings'],
  keys: PageKeys,
): Markup {
  const { name, width, height, people, document } = photo;
  const [first] = drawings;
  // The URLs of all drawings are in the markup, so that they can be found without the script.
  const picture = (lazy: boolean) =>
    markup`<img class="drawn" src="${photo.picture(first.id)}" ${drawings.map(({ id }) => markup`data-${id}="${photo.picture(id)}" `)}alt="${name}, ${first.label}" width="${width}" height="${height}"${lazy && markup` loading="lazy"`}>`;
  const places = (names: readonly string[], list: readonly string[]) =>
    [...new Set(names)].map((one) => list.indexOf(one)).join(' ');
  const triplets = tripletsOf(photo);
  // One `action class score` per interaction; -1 is none.
  const found = triplets.map(({ action, target, score }) =>
    [
      keys.actions.indexOf(readable(action)),
      target === null ? -1 : keys.classes.indexOf(target),
      fixed(score, 3),
    ].join(' '),
  );
  const best = Math.max(0, ...triplets.map(({ score }) => score));
  return markup`<article class="card" data-index="${index}" data-best="${fixed(best, 3)}" data-people="${people.length}" data-triplets="${found.join(';')}" data-classes="${places(classesOf(photo), keys.classes)}" data-text="${name.toLowerCase()}">
<button type="button" class="open" aria-label="Enlarge ${name}" aria-describedby="photo-${index}">${picture(true)}</button><template>${picture(false)}</template>
<div class="text" id="photo-${index}"><h3>${name}</h3><p>${width} × ${height} · ${people.length} ${people.length === 1 ? 'person' : 'people'} · <a href="${document}">JSON</a></p>${listed(people)}${objects(photo)}</div></article>`;
}

function listed(people: readonly PagePerson[]): Markup {
  const items = people.map(
    (person, i) =>
      markup`<li>${person.sentence === undefined && markup`<b>${i + 1}</b> `}<span>${inWords(person)}</span></li>`,
  );
  const rest = items.slice(MANY);
  if (items.length === 0) return markup`<p>no person found</p>`;
  return markup`<ul>${items.slice(0, MANY)}</ul>${rest.length > 0 && markup`<details><summary>${rest.length} more people</summary><ul>${rest}</ul></details>`}`;
}

function inWords({ score, actions, sentence }: PagePerson): string {
  if (sentence !== undefined) return sentence;
  if (actions === null) return `person ${fixed(score, 2)}`;
  const texts = actions.map(
    ({ name, target, score: of }) =>
      `${[readable(name), target].filter(Boolean).join(' · ')} ${fixed(of, 2)}`,
  );
  return `person ${fixed(score, 2)}: ${texts.join(', ') || 'no action'}`;
}

function objects({ objects: found }: PagePhoto): Markup | null {
  if (found.length === 0) return null;
  const names = found.map(({ label }) => label);
  const counts = [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length;
    return count > 1 ? `${count} × ${name}` : name;
  });
  return markup`<p class="remark">${counts.join(', ')}</p>`;
}

function tripletsOf({ people, triplets }: PagePhoto): readonly PageTriplet[] {
  return (
    triplets ??
    people.flatMap(({ actions }) =>
      (actions ?? []).map(({ name, target, score }) => ({ action: name, target, score })),
    )
  );
}

function actionsOf(photo: PagePhoto): string[] {
  return tripletsOf(photo).map(({ action }) => readable(action));
}

/** Classes of objects, and of people who are targets. */
function classesOf(photo: PagePhoto): string[] {
  const targets = tripletsOf(photo).flatMap(({ target }) => target ?? []);
  return [...photo.objects.map(({ label }) => label), ...targets];
}

const readable = (name: string) => name.replace(/_/g, ' ');

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
}
