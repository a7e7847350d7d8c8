import type { Interval } from '../charts/scale';
import { markup, Markup, type MarkupPart } from '../markup/markup';
import { fixed } from '../markup/numbers';
import { backdrop } from '../overlay/backdrop';
import { drawAttention } from '../overlay/draw-attention';
import { drawOverlay } from '../overlay/draw-overlay';
import type { ExampleImage, ExamplePerson, PersonAtStage } from '../overlay/example-image';
import type { View } from '../overlay/scene';
import { jointError } from './joint-error';
import { judgeActions, type Verdict } from './judge-actions';

export interface CardSettings {
  /** Id of the image within the page. */
  readonly id: string;
  /** Its address. */
  readonly image: string;
  /** Of the colors of attention masks. */
  readonly range: Interval | null;
  readonly threshold: number;
}

/** One test image: annotations, then a column a stage. */
export function exampleCard(example: ExampleImage, settings: CardSettings): Markup {
  const { width, height } = example.image;
  const stages = [
    ...new Set(example.people.flatMap((person) => person.stages.map(({ stage }) => stage))),
  ].sort((a, b) => a - b);
  return markup`<article class="example"><h3>${example.title}</h3>
<svg class="store" width="0" height="0" aria-hidden="true"><defs><g id="${settings.id}">${backdrop(settings.image, width, height)}</g></defs></svg>
<div class="views">${view(example, 'truth', 'Annotated', settings, example.people.map(annotatedList))}
${stages.map((stage) => view(example, stage, stage === 0 ? 'Stage 0, initial pose' : `Stage ${stage}`, settings, stageColumn(example, stage, settings)))}
</div></article>`;
}

function view(
  example: ExampleImage,
  what: View,
  caption: string,
  { id, threshold }: CardSettings,
  below: MarkupPart,
): Markup {
  const overlay = drawOverlay(example, what, { image: `#${id}`, actionThreshold: threshold });
  return markup`<figure><figcaption>${caption}</figcaption>${new Markup(overlay)}${below}</figure>`;
}

function stageColumn(example: ExampleImage, stage: number, settings: CardSettings): MarkupPart {
  const people = example.people.map((person, i) => ({
    person,
    number: i + 1,
    state: person.stages.find((candidate) => candidate.stage === stage),
  }));
  const masks = people.flatMap(({ person, state }) =>
    state?.attention && settings.range
      ? new Markup(
          drawAttention(example, person.box, state.attention, settings.range, `#${settings.id}`),
        )
      : [],
  );
  return [
    masks.length > 0 && markup`<div class="masks">${masks}</div>`,
    people.map(({ person, number, state }) => predictedList(person, number, state, settings)),
  ];
}

function annotatedList({ truth }: ExamplePerson, index: number): Markup {
  const names = truth?.actions?.map(({ name, target }) =>
    item(null, [name, target?.label].filter(Boolean).join(' · ')),
  );
  const empty = !truth ? 'no such person annotated' : names ? 'no action' : 'actions not annotated';
  return list(index + 1, names && names.length > 0 ? names : note(empty));
}

function predictedList(
  person: ExamplePerson,
  number: number,
  state: PersonAtStage | undefined,
  { threshold }: CardSettings,
): Markup {
  if (!state) return list(number, note('not detected'));
  const error = person.truth && jointError(state.keypoints, person.truth);
  const actions = judgeActions(person, state, threshold).map(({ name, score, verdict }) =>
    item(verdict, name, score),
  );
  return list(number, [
    actions,
    state.actions && actions.length === 0 && note(`no action from ${threshold} on`),
    error !== null && note(`joints off by ${fixed(error, 1)} % of the height`),
  ]);
}

const MARKS: Readonly<Record<Verdict, string>> = {
  right: '✓',
  target: '◐',
  wrong: '✗',
  missed: '○',
  unknown: '?',
};

function item(verdict: Verdict | null, name: string, score?: number): Markup {
  return markup`<li>${verdict && markup`<i class="mark ${verdict}">${MARKS[verdict]}</i>`}<span>${name.replace(/_/g, ' ')}</span>${score !== undefined && markup`<b>${fixed(score, 2)}</b>`}</li>`;
}

function note(text: string): Markup {
  return markup`<li class="remark">${text}</li>`;
}

function list(number: number, items: MarkupPart): Markup {
  return markup`<ul class="said"><li class="who">person ${number}</li>${items}</ul>`;
}
