import { typedCommand } from './typed-command';

/** A description, a command and its arguments. */
type Example = readonly [what: string, command: string, args?: string];

/** The examples at the end of a command's help. */
export function examples(...entries: readonly Example[]): string {
  const lines = entries.map(
    ([what, command, args]) => `  ${what}:\n    ${typedCommand(command, args)}`,
  );
  return `\nExamples:\n${lines.join('\n')}\n`;
}
