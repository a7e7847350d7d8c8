const LONGEST = 120;

/** A name out of a file in quotes: a hostile one may be long, or hold escape codes for the terminal. */
export function quoted(name: string): string {
  const text = JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
  return text.replace(/[\x7f-\x9f]/g, '?');
}
