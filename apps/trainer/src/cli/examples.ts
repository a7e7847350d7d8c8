const PREFIX = 'npx nx run trainer:';

/** The closing part of a command's help: what it does, then how that is typed. */
export function examples(...entries: readonly (readonly [what: string, typed: string])[]): string {
  const lines = entries.map(([what, typed]) => `  ${what}:\n    ${PREFIX}${typed}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}
