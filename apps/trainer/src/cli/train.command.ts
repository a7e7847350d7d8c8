import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { TrainOptions } from '../train/train-options';
import { examples } from './examples';
import { backendOption, collect, verboseOption, wholeNumber } from './options';

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .description('Train a model, evaluate every stage and write a run folder with a report.')
    .option('--config <name|file>', 'built-in config, or a .json, .ts, .js file (default: turbo-3)')
    .option('--set <path=value>', 'change one value of the config; repeatable', collect)
    .option('--run-dir <dir>', 'new folder for results (default: runs/<config>-<time>)')
    .addOption(
      new Option('--resume [dir]', 'resume a run (default: the newest one in runs/)').conflicts([
        'config',
        'runDir',
      ]),
    )
    .addOption(backendOption())
    .option(
      '--max-steps <n>',
      'length of the training in steps, and at most that many for the detector',
      wholeNumber(1),
    )
    .addOption(
      new Option(
        '--quick',
        'see the whole path in about a minute: at most 60 steps (training.steps), warm-up of at most a tenth of them ' +
          '(schedule.warmupSteps), evaluation of at most 60 images (evaluation.images), and annotated boxes in place of a ' +
          'detector that would be trained first (detector, init); applied after --config and --set, smaller numbers are kept',
      ).conflicts(['resume', 'maxSteps']),
    )
    .option('--seed <n>', 'source of all randomness', wholeNumber(0))
    .option(
      '--validate-every <n>',
      'every n steps, scores on the first 60 images of the validation split, and a picture (default: never)',
      wholeNumber(1),
    )
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .option('--require-gpu', 'fail rather than train without a GPU')
    .addOption(new Option('--gpu', 'set up the native backend for CUDA'))
    .option('--no-setup', 'never download or build the native backend')
    .addOption(
      new Option(
        '--dry-run',
        'check config, data set and folder, and say what would be done',
      ).conflicts('printConfig'),
    )
    .option('--print-config', 'print the config with every default as JSON; nothing is trained')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The default: three stages on the embedded data set', 'train'],
        ['A first look, in about a minute: no detector of its own, few steps', 'train', '--quick'],
        ['Two stages, twenty steps only', 'train', '--config turbo-2 --max-steps 20'],
        [
          'Other parts and numbers; lists count from 0',
          'train',
          '--set stages.1.mask.kind=none --set stages.2.lambdaPose=0.5',
        ],
        [
          'Scores and a picture on validation images every hundred steps',
          'train',
          '--validate-every 100',
        ],
        ['Resume the newest run', 'train', '--resume'],
        ['What a config does, without doing it', 'train', '--config hoi-only --dry-run'],
        [
          'A config and a mask of your own',
          'train',
          '--config ./mine.json --plugin ./my-mask.ts --run-dir runs/mine',
        ],
      ),
    )
    .action((options: TrainOptions) => actions.train().trainCommand(options));
}
