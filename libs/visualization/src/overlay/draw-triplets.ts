import { boxArea, type XyxyBox } from '@turbo-hoi/core';
import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { backdrop } from './backdrop';
import { personColor } from './person-color';
import { type LegendLine, photoLegend } from './photo-legend';
import type { PhotoScene, SceneBox } from './photo-scene';
import { drawTag } from './draw-tag';
import { overlapArea, type PlacedTag, placeTags, type Tag } from './place-tags';
import { type SceneLine, sceneLines, withScore } from './scene-lines';
import { predictedJoints, skeleton } from './skeleton';

export interface TripletsOptions {
  /** URL of the photo beneath, or `#id` of an element of the page; default: none. */
  readonly image?: string;
  /** Scale of strokes and letters. Default 0.5. */
  readonly scale?: number;
  /** Maximum number of lines from people to objects, best first. Default 16, and 10 in a crowd. */
  readonly maxLines?: number;
  /** Lines of text in the legend below the photo; absent: no legend. */
  readonly legend?: readonly LegendLine[];
}

// With more people or boxes, tags are smaller and shorter: a number at each person and one action at each line. Boxes without a
// shown action have none.
const CROWD = { people: 6, boxes: 14 };

/**
 * People, objects, skeletons and a labelled line per pair of person and object over a photo, as one SVG element; its height is that of
 * the photo and the legend.
 *
 * @throws TurboHoiError `shape` if a skeleton has more keypoints than the layout
 */
export function drawTriplets(
  scene: PhotoScene,
  { image, scale = 0.5, maxLines, legend }: TripletsOptions = {},
): string {
  const { width, height, title } = scene;
  const boxes = scene.boxes.filter(({ box }) => box.every(Number.isFinite));
  const isCrowd = boxes.length > CROWD.boxes || boxes.filter(isPerson).length > CROWD.people;
  const { lines, alone, hidden } = sceneLines(
    scene,
    maxLines ?? (isCrowd ? 10 : 16),
    isCrowd ? 1 : 2,
  );
  const unit = ((isCrowd ? 0.75 : 1) * scale * Math.max(width, height)) / 128;
  const fontSize = 5.4 * unit;
  const joints = scene.skeletons.map(predictedJoints);
  const shown = new Set(lines.flatMap(({ person, object }) => [person, object]));
  const isActive = (one: SceneBox) =>
    shown.has(scene.boxes.indexOf(one)) || alone.has(scene.boxes.indexOf(one));
  const tags = visibleTags(
    [
      ...boxes.filter(isPerson).map((one) => personTag(one, scene, isCrowd ? null : alone)),
      ...lines.map((line) => lineTag(line, scene)),
      ...boxes
        .filter((one) => !isPerson(one))
        .map((one) => objectTag(one, isActive(one)))
        .sort((a, b) => Number(b.needed) - Number(a.needed)),
    ].filter(({ needed }) => needed || !isCrowd),
    fontSize,
    scene,
    joints.flat().filter(({ state }) => state !== 'absent'),
  );
  const more: LegendLine[] =
    hidden > 0
      ? [{ text: `not drawn: ${hidden} ${hidden === 1 ? 'line' : 'lines'} of lower score` }]
      : [];
  const key = {
    people: boxes.some(isPerson),
    lines: lines.length > 0,
    dashed: boxes.some((one) => !isPerson(one) && !isActive(one)),
    joints: joints.length > 0,
  };
  const strip = legend && photoLegend(scene, key, [...legend, ...more], 0.8 * fontSize);
  const whole = coordinate(height + (strip?.height ?? 0));
  return markup`<svg class="th-overlay" viewBox="0 0 ${width} ${whole}" role="img" aria-label="${title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif">
${image !== undefined && backdrop(image, width, height)}
${boxes.filter((one) => !isPerson(one)).map((one) => outline(one.box, ON_IMAGE.middle, unit, isActive(one)))}
${boxes.filter(isPerson).map((one) => outline(one.box, colorOf(one), unit, true))}
${lines.map((line) => drawLine(line, scene, unit))}
${joints.map((one) => skeleton(one, scene.layout, unit))}
${tags.map((tag) => drawTag(tag, fontSize))}
${strip && strip.markup}</svg>`.text;
}

/** A tag that may be left out where it would cover another. */
interface SceneTag extends Tag {
  readonly needed: boolean;
}

const isPerson = ({ person }: SceneBox) => person !== undefined;

function colorOf({ person }: SceneBox): string {
  return person === undefined ? ON_IMAGE.middle : personColor(person);
}

/** @param alone actions without an object; null: the person's number alone */
function personTag(
  one: SceneBox,
  { boxes }: PhotoScene,
  alone: ReadonlyMap<number, string> | null,
): SceneTag {
  const texts = alone
    ? [withScore(one.name, one.score), alone.get(boxes.indexOf(one))]
    : [/\d+$/.exec(one.name)?.[0] ?? one.name];
  return {
    text: texts.filter(Boolean).join(' · '),
    color: colorOf(one),
    anchor: one.box,
    needed: true,
  };
}

function objectTag({ box, name, score }: SceneBox, needed: boolean): SceneTag {
  return { text: withScore(name, score), color: ON_IMAGE.middle, anchor: box, needed };
}

/** Close to the middle of the line. */
function lineTag({ person, object, text }: SceneLine, { boxes }: PhotoScene): SceneTag {
  const [from, to] = [middle(boxes[person].box), middle(boxes[object].box)];
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return { text, color: colorOf(boxes[person]), anchor: [x, y, x, y], needed: true };
}

// Share of a tag's area that others may cover.
const MOST_COVERED = 0.2;

/** Places tags and drops those that are not needed and cover others. */
function visibleTags(
  tags: readonly SceneTag[],
  fontSize: number,
  size: PhotoScene,
  joints: Parameters<typeof placeTags>[3],
): PlacedTag[] {
  const finite = tags.filter(({ anchor }) => anchor.every(Number.isFinite));
  const placed = placeTags(finite, fontSize, size, joints);
  return placed.filter(({ box }, i) => {
    if (finite[i].needed) return true;
    const covered = placed.slice(0, i).reduce((sum, other) => sum + overlapArea(box, other.box), 0);
    return covered <= MOST_COVERED * boxArea(box);
  });
}

function drawLine({ person, object }: SceneLine, { boxes }: PhotoScene, unit: number): Markup {
  const ends = [middle(boxes[person].box), middle(boxes[object].box)];
  if (!ends.flat().every(Number.isFinite)) return markup``;
  const [from, to] = ends.map((point) => point.map(coordinate));
  const path = `M${from.join(' ')}L${to.join(' ')}`;
  const color = colorOf(boxes[person]);
  return markup`<g class="th-line"><path d="${path}" stroke="${ON_IMAGE.halo}" stroke-opacity="0.55" stroke-width="${coordinate(2 * unit)}"/><path d="${path}" stroke="${color}" stroke-width="${coordinate(unit)}"/><circle cx="${to[0]}" cy="${to[1]}" r="${coordinate(1.6 * unit)}" fill="${color}" stroke="${ON_IMAGE.halo}" stroke-width="${coordinate(0.4 * unit)}"/></g>`;
}

function outline(box: XyxyBox, color: string, unit: number, isActive: boolean): Markup {
  const [x1, y1, x2, y2] = box.map(coordinate);
  const path = `M${x1} ${y1}H${x2}V${y2}H${x1}z`;
  const width = isActive ? unit : 0.6 * unit;
  const dashes = isActive ? 'none' : coordinate(2 * width);
  return markup`<g fill="none"><path d="${path}" stroke="${ON_IMAGE.halo}" stroke-opacity="0.45" stroke-width="${coordinate(2 * width)}"/><path d="${path}" stroke="${color}" stroke-opacity="${isActive ? 1 : 0.7}" stroke-width="${coordinate(width)}" stroke-dasharray="${dashes}"/></g>`;
}

function middle([x1, y1, x2, y2]: XyxyBox): [number, number] {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}
