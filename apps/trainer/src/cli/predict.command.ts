import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { PredictCommandOptions } from '../predict/predict-options';
import { examples } from './examples';
import { backendOption, collect, fraction, verboseOption } from './options';

export function addPredictCommand(program: Command): void {
  program
    .command('predict')
    .description('Predict people, their poses and interactions in your own images.')
    .option(
      '--run [dir]',
      'run folder (its newest checkpoint) or checkpoint folder; newest, or without a value: the newest run in runs/ (default: the photo model)',
    )
    .addOption(
      new Option(
        '--config <name|file>',
        'or a config whose init provides the weights: photo needs no training',
      ).conflicts('run'),
    )
    .option(
      '--set <path=value>',
      'change one value of the config; of a run only targetChoice, detection, decoding; repeatable',
      collect,
    )
    .requiredOption(
      '--input <path...>',
      "images, folders including subfolders, patterns such as 'photos/**/*.jpg', or - (an image from standard input)",
    )
    .option(
      '--out <dir>',
      'folder of the results: JSON, overlays as PNG and SVG, triplets.csv, coco.json, index.html (default: found, or found-2 …)',
    )
    .option('--json', 'print a line of JSON per image, and write no files without --out')
    .option(
      '--draft-dataset <dir>',
      'also write a data set of kind custom to a new folder: the images and what was found, to be corrected by hand',
    )
    .option('--stages <which>', 'last, all, or numbers such as 0,3', 'last')
    .option('--heatmaps', 'also draw attention masks and target densities')
    .option(
      '--detector <kind>',
      'detector of people and objects (default: as trained, or configured)',
    )
    .option('--detector-set <option=value>', 'an option of the detector; repeatable', collect)
    .option('--pose <kind>', "also the poses of a pose detector, beside the model's: movenet …")
    .option('--pose-set <option=value>', 'an option of the pose detector; repeatable', collect)
    .option(
      '--min-score <n>',
      'minimum score of the boxes that the model sees, 0 to 1 (default: 0.3; photo model: 0.02)',
      fraction,
    )
    .option(
      '--min-action-score <n>',
      'minimum score of a listed action (default: 0.1; photo model: 0.01)',
      fraction,
    )
    .option(
      '--min-triplet-score <n>',
      'minimum score of a triplet in sentences, overlays, on the page and in a draft (default: 0.2; photo model: 0.3)',
      fraction,
    )
    .option('--skip-bad', 'exit with 0 even if images cannot be read')
    .addOption(backendOption())
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['Photographs, with the photo model', 'predict', '--input photo.jpg'],
        [
          'Boxes and skeletons of pretrained models alone',
          'predict',
          '--config photo --input photo.jpg',
        ],
        ['With the newest run in runs/', 'predict', '--run newest --input photo.jpg'],
        [
          'A data set to correct by hand, and then to train on',
          'predict',
          '--run runs/mine --input photos --detector npm-models --draft-dataset mine',
        ],
        [
          'A photo, with the boxes of another program',
          'predict',
          '--run runs/mine --input photo.jpg --detector file --detector-set file=boxes.json --out found',
        ],
        [
          'A folder, every stage, with attention masks and target densities',
          'predict',
          '--run runs/mine --input photos --out found --stages all --heatmaps',
        ],
        [
          "A photograph: the same besides a run's predictions",
          'predict',
          '--run runs/mine --input photo.jpg --detector npm-models --pose movenet --out found',
        ],
        [
          'With a plugin that has a detector of its own',
          'predict',
          "--run runs/mine --input 'frames/*.png' --plugin ./my-detector.ts --detector mine --out found",
        ],
      ),
    )
    .action((options: PredictCommandOptions) => actions.predict().predictCommand(options));
}
