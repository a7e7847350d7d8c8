/** Placeholder for a missing number. */
export const MISSING = '–';

/** A number with fixed decimals; a dash for null, NaN and infinities. */
export function fixed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  return unsignedZero(value.toFixed(digits)).replace('-', '−');
}

/** As {@link fixed}, with a plus sign for a positive number. */
export function signed(value: number | null | undefined, digits: number): string {
  const text = fixed(value, digits);
  return text !== MISSING && Number(value) > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A coordinate, rounded to the precision that a drawing needs. */
export function coordinate(value: number): string {
  return unsignedZero(String(Math.round(value * 100) / 100));
}

/** `1,234`: an integer with thousands separators. */
export function grouped(value: number): string {
  return fixed(value, 0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 min 20 s`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return MISSING;
  if (seconds < 60) return `${fixed(seconds, 1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}

function unsignedZero(text: string): string {
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}
