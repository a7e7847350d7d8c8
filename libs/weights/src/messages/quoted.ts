const LONGEST = 120;

/** Quotes a name from a file for a message; a malicious name may be long or contain terminal escape codes. */
export function quoted(name: string): string {
  const text = JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
  return text.replace(/[\x7f-\x9f]/g, '?');
}
