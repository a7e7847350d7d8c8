import type { XyxyBox } from '@turbo-hoi/core';
import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import type { ExampleImage } from './example-image';
import { backdrop } from './backdrop';
import { drawTag } from './draw-tag';
import { placeTags, type Tag } from './place-tags';
import { type Scene, type SceneAction, type ScenePerson, sceneOf, type View } from './scene';
import { skeleton } from './skeleton';

export interface OverlayOptions {
  /** URL of the image beneath (see `pngDataUri`), or `#id` of an element of the page; default: none. */
  readonly image?: string;
  /**
   * Least score of a drawn action; a person without one is drawn with its best action, dashed and with a question mark.
   */
  readonly actionThreshold?: number;
  /** Scale of strokes and letters; use less than 1 for a drawing that is shown large. Default 1. */
  readonly scale?: number;
  /** Also labels the objects without actions. Default false. */
  readonly nameObjects?: boolean;
}

/**
 * People's boxes, skeletons and triplets <person, action, object> over an image, as one SVG element.
 *
 * A triplet is a line from the person to its target's box; actions without a target are listed at the person.
 *
 * @param view a stage from 0, or the annotations
 * @throws TurboHoiError `shape` if a person has more keypoints than the layout
 */
export function drawOverlay(
  example: ExampleImage,
  view: View,
  { image, actionThreshold = 0.5, scale = 1, nameObjects = false }: OverlayOptions = {},
): string {
  const { width, height } = example.image;
  const scene = sceneOf(example, view, actionThreshold);
  // Strokes and letters scale with the image, to look alike at every resolution.
  const unit = (scale * Math.max(width, height)) / 128;
  const fontSize = 5.4 * unit;
  const tags = placeTags(
    [...scene.people.flatMap(tagsOf), ...(nameObjects ? objectTags(scene) : [])],
    fontSize,
    { width, height },
    scene.people.flatMap(({ joints }) => joints.filter(({ state }) => state !== 'absent')),
  );
  const name = `${example.title}, ${view === 'truth' ? 'annotations' : `stage ${view}`}`;
  return markup`<svg class="th-overlay" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif">
${image !== undefined && backdrop(image, width, height)}
${scene.objects.map(({ box }) => outline(box, ON_IMAGE.middle, 0.5 * unit, nameObjects ? 'dashed' : 'thin'))}
${scene.people.map(({ box }) => outline(box, ON_IMAGE.person, unit, 'full'))}
${scene.people.map((person) => triplets(person, unit))}
${scene.people.map(({ joints }) => skeleton(joints, example.layout, unit))}
${tags.map((tag) => drawTag(tag, fontSize))}
</svg>`.text;
}

function triplets({ box, actions }: ScenePerson, unit: number): Markup {
  const lines = actions.flatMap(({ target, weak }) => {
    if (!target) return [];
    const path = `M${center(box)}L${center(target.box)}`;
    const dashes = weak ? `${2 * unit} ${2 * unit}` : 'none';
    return [
      markup`<path d="${path}" stroke="${ON_IMAGE.halo}" stroke-opacity="0.45" stroke-width="${2 * unit}"/><path d="${path}" stroke="${ON_IMAGE.target}" stroke-width="${unit}" stroke-dasharray="${dashes}"/>${outline(target.box, ON_IMAGE.target, unit, weak ? 'dashed' : 'full')}`,
    ];
  });
  return markup`<g class="th-triplets">${lines}</g>`;
}

function outline(
  [x1, y1, x2, y2]: XyxyBox,
  color: string,
  width: number,
  stroke: 'full' | 'dashed' | 'thin',
): Markup {
  const path = `M${coordinate(x1)} ${coordinate(y1)}H${coordinate(x2)}V${coordinate(y2)}H${coordinate(x1)}z`;
  const dashes = stroke === 'full' ? 'none' : `${coordinate(2 * width)} ${coordinate(2 * width)}`;
  const opacity = stroke === 'thin' ? 0.7 : 1;
  return markup`<g fill="none">${stroke !== 'thin' && markup`<path d="${path}" stroke="${ON_IMAGE.halo}" stroke-opacity="0.45" stroke-width="${coordinate(2 * width)}"/>`}<path d="${path}" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${coordinate(width)}" stroke-dasharray="${dashes}"/></g>`;
}

/** One tag at the person (number and actions without target) and one at each target. */
function tagsOf({ number, box, actions }: ScenePerson): Tag[] {
  const own = actions.filter(({ target }) => !target).map(readable);
  const person: Tag = {
    text: [number, own.join(', ')].filter(Boolean).join(' '),
    color: ON_IMAGE.person,
    anchor: box,
  };
  const byTarget = new Map<string, { names: string[]; label: string; box: XyxyBox }>();
  for (const action of actions) {
    const { target } = action;
    if (!target) continue;
    const key = target.box.join();
    const group = byTarget.get(key) ?? { names: [], label: target.label, box: target.box };
    group.names.push(readable(action));
    byTarget.set(key, group);
  }
  const targets = [...byTarget.values()].map(({ names, label, box: anchor }) => ({
    text: [names.join(', '), label].filter(Boolean).join(' · '),
    color: ON_IMAGE.target,
    anchor,
  }));
  return [person, ...targets];
}

/** One tag at each object that has none yet. */
function objectTags({ people, objects }: Scene): Tag[] {
  const targets = people.flatMap(({ actions }) => actions.map(({ target }) => target?.box.join()));
  return objects
    .filter(({ box }) => !targets.includes(box.join()))
    .map(({ box, label }) => ({ text: label, color: ON_IMAGE.middle, anchor: box }));
}

function readable({ name, weak }: SceneAction): string {
  return name.replace(/_/g, ' ') + (weak ? '?' : '');
}

function center([x1, y1, x2, y2]: XyxyBox): string {
  return `${coordinate((x1 + x2) / 2)} ${coordinate((y1 + y2) / 2)}`;
}
