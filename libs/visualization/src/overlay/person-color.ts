// Light, so that they stand out on photographs and on the dark ground of tags.
const COLORS = [
  '#ffd23f',
  '#4cc9f0',
  '#ff7ab6',
  '#7ae582',
  '#ff9f43',
  '#c4a7ff',
  '#f4f4f5',
  '#ff6b6b',
] as const;

/** The color of a person's box, lines and text; it repeats after eight people. */
export function personColor(person: number): string {
  return COLORS[person % COLORS.length];
}
