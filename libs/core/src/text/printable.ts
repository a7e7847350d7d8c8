/**
 * Text for a terminal: control characters, and those that change the direction of text, become `\u001b`. Line feeds and tabs
 * stay. JSON keeps its meaning.
 */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- these are what it is for
    /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
