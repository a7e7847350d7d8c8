import type { CompletedCommand } from './completed-commands';

/** A completion script for fish. */
export function fishCompletion(program: string, commands: readonly CompletedCommand[]): string {
  return [
    `# Completion of ${program} for fish: ${program} completion fish | source`,
    ...commands.flatMap((command) => commandLines(program, command)),
  ].join('\n');
}

function commandLines(
  program: string,
  { name, description, options, values }: CompletedCommand,
): string[] {
  const line = (...words: string[]) => ['complete', '-c', program, ...words].join(' ');
  const within = `-n '__fish_seen_subcommand_from ${name}'`;
  return [
    line('-n', '__fish_use_subcommand', '-f', '-a', name, '-d', quoted(description)),
    ...(values.length > 0 ? [line(within, '-f', '-a', quoted(values.join(' ')))] : []),
    ...options.map((option) =>
      line(
        within,
        ...['-l', option.name.slice(2)],
        ...(option.takesValue ? ['-r'] : []),
        ...(option.values.length > 0 ? ['-a', quoted(option.values.join(' '))] : []),
        ...['-d', quoted(option.description)],
      ),
    ),
  ];
}

const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
