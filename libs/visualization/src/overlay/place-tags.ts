export interface Tag {
  readonly text: string;
  readonly color: string;
  /** Where the lower left corner would best lie. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedTag extends Tag {
  readonly width: number;
  readonly height: number;
}

// Mean advance of a letter in units of the font size: SVG cannot measure text without a screen.
const LETTER = 0.56;

/** Moves tags into the image and, one after the other, up or down until none covers another. */
export function placeTags(
  tags: readonly Tag[],
  fontSize: number,
  image: { readonly width: number; readonly height: number },
): PlacedTag[] {
  const placed: PlacedTag[] = [];
  for (const tag of tags) {
    const width = (tag.text.length * LETTER + 0.6) * fontSize;
    const height = 1.3 * fontSize;
    const x = clamp(tag.x, 0, image.width - width);
    const y = freeRow(clamp(tag.y, height, image.height), height, image.height, (row) =>
      placed.every((other) => !overlap({ x, y: row, width, height }, other)),
    );
    placed.push({ ...tag, x, y, width, height });
  }
  return placed;
}

/** The free place nearest to `start`, alternately below and above; `start` where the image is full. */
function freeRow(
  start: number,
  height: number,
  bottom: number,
  isFree: (row: number) => boolean,
): number {
  const rows = Math.ceil(bottom / height);
  for (let step = 0; step <= 2 * rows; step++) {
    const offset = Math.ceil(step / 2) * (step % 2 === 0 ? -1 : 1) * height;
    const row = start + offset;
    if (row >= height && row <= bottom && isFree(row)) return row;
  }
  return start;
}

type Area = Pick<PlacedTag, 'x' | 'y' | 'width' | 'height'>;

function overlap(a: Area, b: Area): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    // Tags may touch.
    a.y - a.height < b.y - 1e-6 &&
    b.y - b.height < a.y - 1e-6
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
