import type { Command } from 'commander';
import type { NewOptions } from '../new/new-options';
import { actions } from './actions';
import { examples } from './examples';
import { verboseOption } from './options';

export function addNewCommand(program: Command): void {
  program
    .command('new <part> <name>')
    .description(
      'Write a plugin of your own: a stem, detector, mask, hoi, pose, dataset, metric or optimizer.',
    )
    .option('--package', 'as a package of its own, with package.json and tsconfig.json')
    .option('--dir <dir>', 'folder in which the folder <name> is made (default: the current one)')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['A mask for this workspace', 'new -- mask my-mask'],
        ['A data set as a package of its own', 'new -- dataset my-data --package --dir ..'],
      ),
    )
    .action((part: string, name: string, options: NewOptions) =>
      actions.new().newCommand(part, name, options),
    );
}
