/** Text that is already HTML or SVG and is not escaped again. */
export class Markup {
  constructor(readonly text: string) {}
}

export type MarkupPart =
  Markup | string | number | null | undefined | false | readonly MarkupPart[];

/**
 * A template tag for HTML and SVG: escapes every inserted string, as text and as attribute value.
 *
 * Markup is not escaped, lists are joined, `null`, `undefined` and `false` are dropped.
 */
export function markup(literals: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const text = literals.map((literal, i) => (i === 0 ? '' : render(parts[i - 1])) + literal);
  return new Markup(text.join(''));
}

function render(part: MarkupPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return dropControls(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
}

// Control characters are allowed in neither HTML nor XML, even as references.
function dropControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
}
