import { Argument, type Command, Option } from 'commander';
import type { ExperimentOptions } from '../experiment/experiment-options';
import { PLAN_DATASETS } from '../experiment/experiment-plan';
import { EXPERIMENTS } from '../experiment/plans/experiments';
import { actions } from './actions';
import { examples } from './examples';
import { backendOption, collect, verboseOption, wholeNumber } from './options';

export function addExperimentCommand(program: Command): void {
  program
    .command('experiment')
    .description(
      'Train and measure configs with several seeds, and compare them: tables, charts and test images. What is finished is kept: the same command goes on.',
    )
    .addArgument(new Argument('<name>', 'the comparison').choices(Object.keys(EXPERIMENTS)))
    .addOption(
      new Option(
        '--dataset <name>',
        'its data; vcoco and hico at the published size, from --set dataset.root=DIR (default: the first that the comparison has)',
      ).choices(PLAN_DATASETS),
    )
    .option('--seeds <n>', 'number of seeds', wholeNumber(1), 5)
    .option('--first-seed <n>', 'the first of them', wholeNumber(0), 1)
    .option('--jobs <n>', 'number of trainings at the same time', wholeNumber(1), 1)
    .option(
      '--set <path=value>',
      'change one value of all configs, or with CONFIG:path=value of that one; repeatable',
      collect,
    )
    .option('--out <dir>', 'folder of the results (default: experiments/<name>, with the data set)')
    .option(
      '--resume',
      'go on with what is in the folder; the default too, since a cell is used only for the same config and code',
    )
    .option('--no-pictures', 'a report without test images')
    .addOption(backendOption())
    .addOption(verboseOption())
    .addHelpText('after', `\nComparisons and their data:\n${comparisons()}\n`)
    .addHelpText(
      'after',
      examples(
        ["The paper's Fig. 3 on the embedded data set", 'experiment', 'figure-3 --jobs 2'],
        [
          'The same on layouts of V-COCO',
          'experiment',
          'figure-3 --dataset layout-vcoco --set dataset.root=PATH/TO/V-COCO --jobs 2',
        ],
        [
          'Table 1, at the published size, with settings of one config',
          'experiment',
          'table-1 --set dataset.root=PATH/TO/HICO-DET --set published-hico-annotated:poses.file=keypoints.json',
        ],
        [
          'A first look: one seed, few steps',
          'experiment',
          'masks --seeds 1 --set training.steps=20',
        ],
      ),
    )
    .action((name: string, options: ExperimentOptions) =>
      actions.experiment().experimentCommand(name, options),
    );
}

function comparisons(): string {
  return Object.entries(EXPERIMENTS)
    .map(([name, plans]) => `  ${name.padEnd(16)}${Object.keys(plans).join(', ')}`)
    .join('\n');
}
