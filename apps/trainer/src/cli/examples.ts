const PREFIX = 'npx nx run trainer:';

/** The examples at the end of a command's help: a description and its command line each. */
export function examples(...entries: readonly (readonly [what: string, typed: string])[]): string {
  const lines = entries.map(([what, typed]) => `  ${what}:\n    ${PREFIX}${typed}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}
