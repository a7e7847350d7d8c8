import type { Interval } from '../charts/scale';
import { markup, Markup, type MarkupPart } from '../markup/markup';
import { fixed } from '../markup/numbers';
import { backdrop } from '../overlay/backdrop';
import { drawAttention } from '../overlay/draw-attention';
import { drawOverlay } from '../overlay/draw-overlay';
import type { ExampleImage, ExamplePerson, ScoredAction } from '../overlay/example-image';
import type { View } from '../overlay/scene';
import { predictedActions } from '../overlay/predicted-actions';
import { jointError } from './joint-error';
import { compareActions, type ActionOutcome } from './compare-actions';

export interface CardSettings {
  /** Id of the image within the page. */
  readonly id: string;
  /** URL of the image. */
  readonly image: string;
  /** Range of the colors of attention masks. */
  readonly range: Interval | null;
  readonly threshold: number;
}

/** One test image: annotations, then one column per stage. */
export function exampleCard(example: ExampleImage, settings: CardSettings): Markup {
  const { people, image } = example;
  const stages = [
    ...new Set(people.flatMap((person) => person.stages.map(({ stage }) => stage))),
  ].sort((a, b) => a - b);
  const columns = [
    annotatedView(example, settings),
    ...stages.map((stage) => {
      const caption = stage === 0 ? 'Stage 0, initial pose' : `Stage ${stage}`;
      return stageView(example, stage, caption, settings);
    }),
  ];
  return markup`<article class="example"><h3>${example.title}</h3>
${storedImage(image, settings)}
<div class="views" style="--rows:${2 + people.length}">${columns}</div></article>`;
}

/** The image, once, for all views that name its id. */
export function storedImage(
  { width, height }: ExampleImage['image'],
  { id, image }: Pick<CardSettings, 'id' | 'image'>,
): Markup {
  return markup`<svg class="store" width="0" height="0" aria-hidden="true"><defs><g id="${id}">${backdrop(image, width, height)}</g></defs></svg>`;
}

/** A column with the annotations. @param extra below the picture */
export function annotatedView(
  example: ExampleImage,
  settings: CardSettings,
  extra: MarkupPart = null,
): Markup {
  const blocks = example.people.map(annotated);
  return view(example, 'truth', 'Annotated', settings, [extra, blocks]);
}

/** A column with the predictions of a stage. @param extra below the picture */
export function stageView(
  example: ExampleImage,
  stage: number,
  caption: string,
  settings: CardSettings,
  extra: MarkupPart = null,
): Markup {
  const blocks = example.people.map((person, i) => predicted(example, person, i, stage, settings));
  return view(example, stage, caption, settings, [extra, blocks]);
}

function view(
  example: ExampleImage,
  what: View,
  caption: string,
  { id, threshold }: CardSettings,
  people: MarkupPart,
): Markup {
  const overlay = drawOverlay(example, what, { image: `#${id}`, actionThreshold: threshold });
  return markup`<figure><figcaption>${caption}</figcaption>${new Markup(overlay)}${people}</figure>`;
}

function annotated({ truth }: ExamplePerson, index: number): Markup {
  const names = (truth?.actions ?? []).map(({ name, target }) =>
    item(null, [name, target?.label].filter(Boolean).join(' · ')),
  );
  if (!truth) return block(index, [note('no such person annotated')]);
  const none = truth.actions ? 'no action' : 'actions not annotated';
  return block(index, names.length > 0 ? names : [note(none)]);
}

function predicted(
  example: ExampleImage,
  person: ExamplePerson,
  index: number,
  stage: number,
  { id, range, threshold }: CardSettings,
): Markup {
  const state = person.stages.find((candidate) => candidate.stage === stage);
  if (!state) return block(index, [note('not detected')]);
  const { keypoints, actions, attention } = state;
  const error = person.truth && jointError(keypoints, person.truth);
  const compared = compareActions(person, state, threshold);
  return block(
    index,
    [
      compared.map(({ name, score, outcome }) => item(outcome, name, score)),
      actions && note(weakest(actions, compared, threshold)),
      error !== null && note(`joints off by ${fixed(error, 1)} % of the height`),
    ],
    attention && range && drawAttention(example, person.box, attention, range, `#${id}`),
  );
}

/** The best action if none reaches the threshold, unless it is listed already. */
function weakest(
  actions: readonly ScoredAction[],
  listed: readonly ScoredAction[],
  threshold: number,
): string | null {
  const [best] = predictedActions(actions, threshold);
  if (!best) return 'no action';
  if (!best.weak || listed.some(({ name }) => name === best.name)) return null;
  return `best below ${threshold}: ${best.name.replace(/_/g, ' ')} ${fixed(best.score, 2)}`;
}

const MARKS: Readonly<Record<ActionOutcome, string>> = {
  right: '✓',
  target: '◐',
  wrong: '✗',
  missed: '○',
  unknown: '?',
};

function item(outcome: ActionOutcome | null, name: string, score?: number): Markup {
  return markup`<li>${outcome && markup`<i class="mark ${outcome}">${MARKS[outcome]}</i>`}<span>${name.replace(/_/g, ' ')}</span>${score !== undefined && markup`<b>${fixed(score, 2)}</b>`}</li>`;
}

function note(text: string | null): Markup | null {
  return text === null ? null : markup`<li class="remark">${text}</li>`;
}

/** The text of one person, with the attention mask below. */
function block(index: number, items: readonly MarkupPart[], mask: string | null = null): Markup {
  return markup`<div class="person"><ul><li class="who">person ${index + 1}</li>${items}</ul>${mask !== null && new Markup(mask)}</div>`;
}
