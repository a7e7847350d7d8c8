import type { Command } from 'commander';
import { builtInConfigs } from '@turbo-hoi/experiment/node';
import { CONFIGS } from '../configs';
import { printLine } from '../terminal/print-line';
import { bashCompletion } from './bash-completion';
import { completedCommands } from './completed-commands';
import { fishCompletion } from './fish-completion';
import type { Shell } from './shells';
import { zshCompletion } from './zsh-completion';

const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** The command `completion`: prints the script of a shell. */
export function completionCommand(program: Command, shell: Shell): void {
  const commands = completedCommands(program, { '--config': builtInConfigs(CONFIGS) });
  printLine(WRITERS[shell](program.name(), commands));
}
