/**
 * Parses valid JSON that may contain `NaN` and `±Infinity`.
 */
export function parseEntry(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parseNonFinite(text);
  }
}

function parseNonFinite(text: string): unknown {
  // Placeholder for NaN; no string of the text may be equal to it.
  let placeholder = 'NaN';
  while (text.includes(`"${placeholder}"`)) placeholder += '~';
  const json = replaceOutsideStrings(text, `"${placeholder}"`);
  return JSON.parse(json, (_, value: unknown) => (value === placeholder ? NaN : value)) as unknown;
}

function replaceOutsideStrings(text: string, nan: string): string {
  const pieces: string[] = [];
  let copied = 0;
  const replace = (at: number, length: number, by: string) => {
    pieces.push(text.slice(copied, at), by);
    copied = at + length;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = endOfString(text, i);
    else if (character === 'N') replace(i, 'NaN'.length, nan);
    // Beyond the range of a double: parsed as Infinity.
    else if (character === 'I') replace(i, 'Infinity'.length, '1e999');
    if (copied > i) i = copied - 1;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; ; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
}
