import { nearest } from '@turbo-hoi/core';

const SHOWN = 10;

/** `did you mean "hold"?` if a name is close, otherwise the list of names. */
export function suggestion(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  const more = names.length > SHOWN ? `, … (${names.length})` : '';
  return `expected one of ${names.slice(0, SHOWN).join(', ')}${more}`;
}
