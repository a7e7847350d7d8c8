type Example = readonly [what: string, typed: string];

/** The examples at the end of a command's help: a description and its command line each. */
export const examples = (...entries: readonly Example[]) => examplesOf('trainer', entries);

/** The same for commands of the project `photo`. */
export const photoExamples = (...entries: readonly Example[]) => examplesOf('photo', entries);

function examplesOf(project: string, entries: readonly Example[]): string {
  const lines = entries.map(([what, typed]) => `  ${what}:\n    npx nx run ${project}:${typed}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}
