/**
 * The color of a stage: grey for stage 0, then from teal to violet.
 *
 * The lightness is the CSS variable `--th-stage-light` if the page sets it (higher on dark pages).
 */
export function stageColor(stage: number, stages: number): string {
  const light = 'var(--th-stage-light, 42%)';
  if (stage <= 0) return `hsl(220 8% ${light})`;
  const hue = stages < 2 ? 250 : 178 + (102 * (stage - 1)) / (stages - 1);
  return `hsl(${Math.round(hue)} 68% ${light})`;
}

/** Colors of text and lines, each a CSS variable with a default. */
export const INK = 'var(--th-ink, #1c2430)';
export const MUTED = 'var(--th-muted, #667085)';
export const GRID = 'var(--th-grid, #e4e7ec)';
export const PAPER = 'var(--th-paper, #ffffff)';

/** Colors of drawings on photographs, independent of the page's colors. */
export const ON_IMAGE = {
  left: '#ffb224',
  right: '#35c9ff',
  middle: '#f2f4f7',
  person: '#ffffff',
  target: '#ff5fa8',
  halo: '#0b0e14',
} as const;
