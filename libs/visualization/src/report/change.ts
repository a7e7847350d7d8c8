import { markup, type Markup } from '../markup/markup';
import { fixed, signed } from '../markup/numbers';

/** A score with one decimal. */
export function score(value: number | null): string {
  return fixed(value, 1);
}

/** `to - from` with its sign, colored; null if one of them is missing. */
export function change(from: number | null | undefined, to: number | null): Markup | null {
  const delta = difference(from, to);
  if (delta === null) return null;
  const text = signed(delta, 1);
  const kind = text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'same';
  return markup`<span class="change ${kind}">${text === '0.0' ? '±0.0' : text}</span>`;
}

/** `to - from`; null if a value is missing or not finite. */
export function difference(from: number | null | undefined, to: number | null): number | null {
  if (from === null || from === undefined || to === null) return null;
  return Number.isFinite(to - from) ? to - from : null;
}
