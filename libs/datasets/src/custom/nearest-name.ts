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

/** How many letters have to be put in, taken out, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i].push(
        Math.min(
          rows[i - 1][j] + 1,
          rows[i][j - 1] + 1,
          changed,
          swapped ? rows[i - 2][j - 2] + 1 : Infinity,
        ),
      );
    }
  }
  return rows[a.length][b.length];
}
