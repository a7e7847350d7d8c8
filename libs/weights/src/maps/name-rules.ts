/** A pattern for names and the replacement of matching names. */
export type NameRule = readonly [pattern: RegExp, name: string | ((...groups: string[]) => string)];

/** The new name by the first matching rule; null if none matches. */
export function applyRules(rules: readonly NameRule[], name: string): string | null {
  for (const [pattern, replacement] of rules) {
    const match = pattern.exec(name);
    if (match === null) continue;
    return typeof replacement === 'string'
      ? name.replace(pattern, replacement)
      : replacement(...match.slice(1));
  }
  return null;
}

/** The reason of the first matching rule. */
export function reasonOf(reasons: readonly (readonly [RegExp, string])[], name: string): string {
  return reasons.find(([pattern]) => pattern.test(name))?.[1] ?? 'no parameter of this name';
}
