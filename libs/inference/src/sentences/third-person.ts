const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['be', 'is'],
  ['have', 'has'],
]);

/** A verb in the third person singular; one that already is, or an -ing form, stays readable. */
export function thirdPerson(verb: string): string {
  const known = IRREGULAR.get(verb);
  if (known) return known;
  if (/.ing$/.test(verb) && !/^.{0,2}ing$|^(bring|swing|fling|sling|cling|sting|wring)$/.test(verb))
    return `is ${verb}`;
  if (/(s|x|z|ch|sh|o)$/.test(verb)) return /[^su]s$/.test(verb) ? verb : `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}
