import { boxArea, type XyxyBox } from '@turbo-hoi/core';

export interface Tag {
  readonly text: string;
  readonly color: string;
  /** The labelled box; the tag is placed close above or below. */
  readonly anchor: XyxyBox;
}

export interface PlacedTag extends Tag {
  readonly box: XyxyBox;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

// Mean width of a letter in units of the font size, an estimate since text cannot be measured without a browser.
const LETTER = 0.53;

// Costs of a position: tags must not overlap, should not cover joints, and should be near their box.
const COVERED_TAG = 20;
const COVERED_JOINT = 0.5;
const ROW = 0.3;
const BELOW = 0.1;
const RIGHT = 0.05;

/** Places tags one after the other at the position of least cost inside the image. */
export function placeTags(
  tags: readonly Tag[],
  fontSize: number,
  image: { readonly width: number; readonly height: number },
  joints: readonly Point[],
): PlacedTag[] {
  const placed: PlacedTag[] = [];
  for (const tag of tags) {
    const width = (tag.text.length * LETTER + 0.6) * fontSize;
    const places = candidates(tag.anchor, width, 1.3 * fontSize, image).map(({ box, cost }) => {
      const tagsUnder = placed.reduce((sum, other) => sum + overlapArea(box, other.box), 0);
      const jointsUnder = joints.filter((joint) => contains(box, joint)).length;
      return {
        box,
        cost: cost + (COVERED_TAG * tagsUnder) / boxArea(box) + COVERED_JOINT * jointsUnder,
      };
    });
    const best = places.reduce((a, b) => (b.cost < a.cost ? b : a));
    placed.push({ ...tag, box: best.box });
  }
  return placed;
}

/** Positions in rows above and below the anchor, flush with its left or right edge. */
function candidates(
  [x1, y1, x2, y2]: XyxyBox,
  width: number,
  height: number,
  image: { readonly width: number; readonly height: number },
): { box: XyxyBox; cost: number }[] {
  const rows = Array.from({ length: 6 }, (_, row) => row);
  return rows.flatMap((row) =>
    [0, BELOW].flatMap((below) =>
      [0, RIGHT].map((right) => {
        const left = clamp(right ? x2 - width : x1, image.width - width);
        const wanted = below ? y2 + row * height : y1 - (row + 1) * height;
        const top = clamp(wanted, image.height - height);
        // Moving a tag back into the image costs in proportion to the distance.
        const moved = Math.abs(top - wanted) / height;
        return {
          box: [left, top, left + width, top + height] as const,
          cost: ROW * (row + moved) + below + right,
        };
      }),
    ),
  );
}

/** Area of the intersection of two boxes. */
export function overlapArea(a: XyxyBox, b: XyxyBox): number {
  return boxArea([
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ]);
}

function contains([x1, y1, x2, y2]: XyxyBox, { x, y }: Point): boolean {
  return x >= x1 && x <= x2 && y >= y1 && y <= y2;
}

function clamp(value: number, high: number): number {
  return Math.max(0, Math.min(value, high));
}
