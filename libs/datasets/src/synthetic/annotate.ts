import {
  boxArea,
  clipBox,
  type ObjectAnnotation,
  type PersonAnnotation,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { limbJoints, type JointName } from './figure/joints';
import type { Painting } from './paint/paint-scene';
import { COLUMN_INDEX, OBJECT_CLASSES, SYNTHETIC_INFO, type ColumnName } from './vocabulary';
import { propBox } from './world/prop-box';
import type { Figure, Occluder, Scene } from './world/scene';

// Coordinates are multiples of 1/64 pixel: exact in 32-bit floats, in decimals, and as x, y, width, height.
const GRID = 64;
const IDS_PER_IMAGE = 64;
// Objects of which less can be seen are not annotated.
const MIN_WIDTH = 2;
const MIN_HEIGHT = 1.5;
const MIN_VISIBLE = 0.3;

/** Labels a painted scene as COCO and V-COCO would. */
export function annotateScene(scene: Scene, painting: Painting, imageId: number): Sample {
  const annotationId = (position: number) => imageId * IDS_PER_IMAGE + position;
  const objects: ObjectAnnotation[] = [];
  // Index of a prop among the annotated objects; none where the frame cuts too much of it off.
  const annotated = new Map<number, number>();
  scene.props.forEach((prop, index) => {
    const box = visibleBox(propBox(prop), scene.size);
    if (box === null) return;
    const category = OBJECT_CLASSES.indexOf(prop.category);
    const position = scene.figures.length + index;
    annotated.set(index, objects.push({ annotationId: annotationId(position), box, category }) - 1);
  });
  const people = scene.figures.flatMap((figure, index): PersonAnnotation[] => {
    const { bounds, area } = painting.bodies[index];
    if (bounds === null) return [];
    return [
      {
        annotationId: annotationId(index),
        box: bounds,
        area,
        keypoints: labelKeypoints(figure, scene),
        interactions: labelInteractions(figure, annotated),
      },
    ];
  });
  const { size } = scene;
  const image = { data: painting.pixels, width: size, height: size };
  return { imageId, width: size, height: size, image, people, objects };
}

function visibleBox(box: XyxyBox, size: number): XyxyBox | null {
  const clipped = clipBox(box, size, size);
  const [x1, y1, x2, y2] = clipped;
  const seen = boxArea(clipped) >= MIN_VISIBLE * boxArea(box);
  if (x2 - x1 < MIN_WIDTH || y2 - y1 < MIN_HEIGHT || !seen) return null;
  return [onGrid(x1), onGrid(y1), onGrid(x2), onGrid(y2)];
}

function labelKeypoints(figure: Figure, scene: Scene): Float32Array {
  const hidden = new Set(figure.hidden.flatMap(limbJoints));
  const labels = SYNTHETIC_INFO.keypoints.names.flatMap((name, k) => {
    const [x, y] = figure.joints[name as JointName].map(onGrid);
    const unlabelled = (k < 5 && figure.faceCovered) || !isInside(x, y, scene.size);
    if (unlabelled) return [0, 0, 0];
    const seen = !hidden.has(name as JointName) && !scene.occluders.some((o) => covers(o, x, y));
    return [x, y, seen ? 2 : 1];
  });
  return Float32Array.from(labels);
}

function labelInteractions(figure: Figure, annotated: ReadonlyMap<number, number>) {
  const deeds = Object.entries(figure.deeds) as [ColumnName, number | null][];
  return deeds
    .map(([name, target]) => ({
      column: COLUMN_INDEX[name],
      object: target === null ? null : (annotated.get(target) ?? null),
    }))
    .sort((a, b) => a.column - b.column);
}

function covers({ box: [x1, y1, x2, y2], round }: Occluder, x: number, y: number): boolean {
  const u = (2 * x - x1 - x2) / (x2 - x1);
  const v = (2 * y - y1 - y2) / (y2 - y1);
  return round ? u * u + v * v < 1 : Math.max(Math.abs(u), Math.abs(v)) < 1;
}

const isInside = (x: number, y: number, size: number) => x >= 0 && x < size && y >= 0 && y < size;
const onGrid = (value: number) => Math.round(value * GRID) / GRID;
