import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from '../completion/shells';
import { actions } from './actions';
import { verboseOption } from './options';

const HOW = `
How to use it:
  bash: source <(turbo-hoi completion bash)         in ~/.bashrc
  zsh:  source <(turbo-hoi completion zsh)          in ~/.zshrc, after compinit
  fish: turbo-hoi completion fish | source          in ~/.config/fish/config.fish
`;

/** A shell completes the installed command, so that there is no target of the workspace for it. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('Print a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addOption(verboseOption())
    .addHelpText('after', HOW)
    .action((shell: Shell) => actions.completion().completionCommand(program, shell));
}
