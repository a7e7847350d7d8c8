import { nearest } from '@turbo-hoi/core';

const SHOWN = 10;

/** `did you mean "hold"?` where a name is close, else the names themselves. */
export function suggestion(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  const more = names.length > SHOWN ? `, … (${names.length})` : '';
  return `expected one of ${names.slice(0, SHOWN).join(', ')}${more}`;
}
