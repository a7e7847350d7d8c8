/** `; did you mean "hold"?` where one of the names differs in at most a third of its letters, else the names themselves. */
export function suggestion(name: string, names: readonly string[]): string {
  const distances = names.map((other) => editDistance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = names[distances.indexOf(least)];
  if (nearest !== undefined && least <= Math.max(1, nearest.length / 3)) {
    return `did you mean "${nearest}"?`;
  }
  const more = names.length > SHOWN ? `, … (${names.length})` : '';
  return `expected one of ${names.slice(0, SHOWN).join(', ')}${more}`;
}

const SHOWN = 10;

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, changed));
    }
    row = next;
  }
  return row[b.length];
}
