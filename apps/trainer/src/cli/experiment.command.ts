import { Argument, type Command } from 'commander';
import type { ExperimentOptions } from '../experiment/experiment-options';
import { EXPERIMENTS } from '../experiment/experiments';
import { actions } from './actions';
import { examples } from './examples';
import { backendOption, collect, verboseOption, wholeNumber } from './options';

export function addExperimentCommand(program: Command): void {
  program
    .command('experiment')
    .description(
      'Train and measure configs with several seeds, and compare them. What is finished is kept: the same command goes on.',
    )
    .addArgument(new Argument('<name>', 'the comparison').choices(Object.keys(EXPERIMENTS)))
    .option('--seeds <n>', 'number of seeds', wholeNumber(1), 5)
    .option('--first-seed <n>', 'the first of them', wholeNumber(0), 1)
    .option('--jobs <n>', 'number of trainings at the same time', wholeNumber(1), 1)
    .option('--set <path=value>', 'change one value of all configs; repeatable', collect)
    .option('--out <dir>', 'folder of the results (default: experiments/<name>)')
    .addOption(backendOption())
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        [
          "The paper's questions on layouts of V-COCO, two trainings at a time",
          'experiment -- layouts --set dataset.root=PATH/TO/V-COCO --jobs 2',
        ],
        [
          'What the stages of the default run gain on the embedded data set',
          'experiment -- embedded --first-seed 101',
        ],
        ['With fewer seeds', 'experiment -- layouts --set dataset.root=DIR --seeds 3'],
      ),
    )
    .action((name: string, options: ExperimentOptions) =>
      actions.experiment().experimentCommand(name, options),
    );
}
