import { markup, Markup } from '../markup/markup';
import { drawTargetDensities } from '../overlay/draw-heat';
import { annotatedView, type CardSettings, stageView, storedImage } from '../report/example-card';
import { exampleLegend, maskRange } from '../report/example-section';
import type { Picture, PictureColumn, PictureGroup } from './experiment-report';

/** Test images of several models side by side, with target densities and attention masks. @param images by group and picture */
export function pictureSection(
  groups: readonly PictureGroup[],
  images: readonly (readonly string[])[],
  threshold: number,
): Markup | null {
  if (groups.length === 0) return null;
  const columns = groups.flatMap(({ pictures }) => pictures.flatMap((picture) => picture.columns));
  const range = maskRange(columns.map(({ example }) => example));
  return markup`<section id="pictures"><h2>Test images</h2>
${exampleLegend(range, threshold)}
${groups.map(({ title, rule, pictures }, g) => {
  const cards = pictures.map((picture, p) =>
    card(picture, { id: `picture-${g + 1}-${p + 1}`, image: images[g][p], range, threshold }),
  );
  return markup`<h3 class="group">${title}</h3><p class="note">${rule}</p>
${cards.length > 0 ? cards : markup`<p class="note">No test image fulfils it.</p>`}`;
})}</section>`;
}

function card({ note, example, columns }: Picture, settings: CardSettings): Markup {
  const hasDensities = columns.some(({ densities }) => densities);
  const people = Math.max(
    example.people.length,
    ...columns.map((column) => column.example.people.length),
  );
  // Every column fills the same rows: caption, picture, densities if any, people.
  const rows = 2 + Number(hasDensities) + people;
  const extra = (column?: PictureColumn) => hasDensities && below(column, settings.id);
  return markup`<article class="example"><h3>${example.title}: ${note}</h3>
${storedImage(example.image, settings)}
<div class="views models" style="--rows:${rows};--columns:${1 + columns.length}">${annotatedView(example, settings, extra())}${columns.map(
    (column) => stageView(column.example, column.stage, column.caption, settings, extra(column)),
  )}</div></article>`;
}

function below(column: PictureColumn | undefined, id: string): Markup {
  const { densities, example } = column ?? {};
  const svg =
    densities && example ? drawTargetDensities(example, densities, { image: `#${id}` }) : '';
  return markup`<div class="densities">${new Markup(svg)}</div>`;
}
