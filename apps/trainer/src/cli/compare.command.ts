import type { Command } from 'commander';
import type { CompareOptions } from '../compare/compare-options';
import { actions } from './actions';
import { examples } from './examples';
import { verboseOption } from './options';

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description(
      'Compare runs: the fields in which their configs differ, their results, and their curves. Unfinished runs too.',
    )
    .argument('<runs...>', 'run folders, two or more')
    .option('--html <file>', 'also write a page with the tables and the training curves')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['Two runs', 'compare', 'runs/one runs/two'],
        ['With training curves', 'compare', 'runs/one runs/two --html comparison.html'],
        [
          'The cells of an experiment',
          'compare',
          'experiments/figure-3/cells/turbo-*/ --html turbo.html',
        ],
      ),
    )
    .action((runs: string[], options: CompareOptions) =>
      actions.compare().compareCommand(runs, options),
    );
}
