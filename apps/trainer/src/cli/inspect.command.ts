import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { InspectCommandOptions } from '../inspect/inspect-options';
import { examples } from './examples';
import { collect, verboseOption, wholeNumber } from './options';

export function addInspectCommand(program: Command): void {
  program
    .command('inspect')
    .description('Check a data set, count its annotations and write a page of annotated samples.')
    .option('--dataset <kind>', 'data set plugin: synthetic, coco, vcoco, hico, custom …')
    .option('--root <dir>', "the data set's folder")
    .addOption(
      new Option('--split <name>', 'part of the data set')
        .choices(['train', 'validation', 'test', 'all'])
        .default('all'),
    )
    .option('--out <dir>', 'folder of the page (default: runs/inspect-<kind>)')
    .option('--no-page', 'check and count only')
    .option(
      '--samples <n>',
      'number of images on the page (default: 60, more if needed to show every action)',
      wholeNumber(0),
    )
    .option('--seed <n>', 'selection of the images on the page', wholeNumber(0), 0)
    .option('--check-images', 'also compare the size in the header of every image file')
    .option('--skip-bad', 'skip bad entries instead of stopping at them')
    .option(
      '--set <path=value>',
      'an option of the data set, alone or as for train (dataset.option); repeatable',
      collect,
    )
    .option('--json <file>', 'also write counts and findings to a new JSON file')
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The embedded data set', 'inspect', '--dataset synthetic'],
        [
          'A V-COCO folder, or its label files alone',
          'inspect',
          '--dataset vcoco --root data/vcoco',
        ],
        [
          'Counts of a training split as JSON',
          'inspect',
          '--dataset hico --root data/hico --split train --no-page --json hico.json',
        ],
        [
          'An option of the data set',
          'inspect',
          '--dataset synthetic --set train=200 --set limbModes.all=1 --samples 24',
        ],
        [
          'The settings of a training',
          'inspect -- --dataset custom --set dataset.root=mine --set dataset.pixels=none',
        ],
      ),
    )
    .action((options: InspectCommandOptions) => actions.inspect().inspectCommand(options));
}
