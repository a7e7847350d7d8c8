/** `bbox is [1,null]; expected …`, shortened. */
export function expected(field: string, wanted: string, got: unknown): string {
  const text = got === undefined ? 'missing' : written(got);
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `${field} is ${shown}; expected ${wanted}`;
}

/** Formats a value as JSON with NaN and infinities, as in Python. */
function written(value: unknown): string {
  const marked = JSON.stringify(value, (_, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? `<${item}>` : item,
  );
  return marked?.replace(/"<(NaN|-?Infinity)>"/g, '$1') ?? String(value);
}
