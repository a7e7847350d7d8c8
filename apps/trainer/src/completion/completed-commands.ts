import type { Command, Option } from 'commander';

/** An option as a shell completes it. */
export interface CompletedOption {
  /** `--config`. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** Values to offer; where there are none, files. */
  readonly values: readonly string[];
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  /** Its first sentence. */
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Values of its first argument. */
  readonly values: readonly string[];
}

/**
 * What a shell can complete of a program.
 *
 * @param values further values of options, by name
 */
export function completedCommands(
  program: Command,
  values: Readonly<Record<string, readonly string[]>> = {},
): CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: firstSentence(command.description()),
    options: command
      .createHelp()
      .visibleOptions(command)
      .map((option) => completed(option, values)),
    values: command.registeredArguments[0]?.argChoices ?? [],
  }));
}

function completed(
  { long, description, required, optional, argChoices }: Option,
  values: Readonly<Record<string, readonly string[]>>,
): CompletedOption {
  const name = long ?? '';
  return {
    name,
    description: firstSentence(description),
    takesValue: required || optional,
    values: argChoices ?? values[name] ?? [],
  };
}

/** Up to the first full stop, semicolon or colon that ends a part of the sentence. */
const firstSentence = (text: string) => text.split(/[.;:](?: |$)/)[0];
