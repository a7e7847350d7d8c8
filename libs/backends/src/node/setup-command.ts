/** A command line from its options. */
type CommandLine = (options: string) => string;

let commandLine: CommandLine = (options) => `turbo-hoi-backends setup ${options}`.trim();

/** The command that sets up the native backend, for messages. */
export const setupCommand: (options?: string) => string = (options = '') => commandLine(options);

/** Names the command line through which a program offers the setup, so that messages name what its users type. */
export function nameSetupCommand(typed: CommandLine): void {
  commandLine = typed;
}
