import type { Command } from 'commander';
import type { InitOptions } from '../init/init-options';
import { actions } from './actions';
import { examples } from './examples';
import { verboseOption } from './options';

export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('Write a small project: a config, a plugin of its own, package.json and README.')
    .argument('<folder>', 'a new or empty folder')
    .option('--name <name>', 'name of its package (default: that of the folder)')
    .addOption(verboseOption())
    .addHelpText('after', examples(['A project beside this one', 'init', '../my-masks']))
    .action((folder: string, options: InitOptions) => actions.init().initCommand(folder, options));
}
