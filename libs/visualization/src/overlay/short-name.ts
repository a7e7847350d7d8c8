const MOST_LETTERS = 22;

/** A long name, its middle replaced by `…`; the end holds the number. */
export function shortName(name: string, most = MOST_LETTERS): string {
  if (name.length <= most) return name;
  const tail = Math.floor((most - 1) / 3);
  return `${name.slice(0, most - 1 - tail)}…${name.slice(name.length - tail)}`;
}
