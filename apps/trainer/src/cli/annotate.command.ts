import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { AnnotateOptions } from '../annotate/annotate-options';
import { examples } from './examples';
import { collect, fraction, verboseOption } from './options';

export function addAnnotateCommand(program: Command): void {
  program
    .command('annotate')
    .description('Write the poses of a pose detector as COCO keypoints for training.')
    .addOption(
      new Option(
        '--images <dir>',
        'folder of images (.jpg, .png, .webp), including subfolders',
      ).conflicts(['dataset', 'root', 'set']),
    )
    .option('--dataset <kind>', 'or the images of a data set: poses are matched to its people')
    .option('--root <dir>', 'folder of the data set')
    .option('--set <option=value>', 'an option of the data set; repeatable', collect)
    .addOption(
      new Option('--split <name>', 'part of the data set')
        .choices(['train', 'validation', 'test'])
        .default('train'),
    )
    .requiredOption(
      '--pose <kind>',
      'pose annotator: coco-results, run, movenet, or that of a plugin',
    )
    .option('--pose-set <option=value>', 'an option of the pose annotator; repeatable', collect)
    .option('--min-score <n>', 'minimum score of a pose, 0 to 1', fraction, 0.3)
    .option('--min-keypoint-score <n>', 'minimum confidence of a keypoint, 0 to 1', fraction, 0.05)
    .option('--match-iou <n>', "minimum IoU of a pose with a person's box", fraction, 0.5)
    .addOption(
      new Option('--unmatched <what>', 'poses that match no annotated person')
        .choices(['drop', 'keep'])
        .default('drop'),
    )
    .requiredOption('--out <file>', 'new JSON file; ends with .partial until it is complete')
    .option('--skip-bad', 'skip unreadable images and bad entries')
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        [
          'Results of another program; image ids are in the file names',
          'annotate',
          '--images hico/images/train2015 --pose coco-results --pose-set file=r.json --out k.json',
        ],
        [
          'The same, matched to the people of HICO-DET',
          'annotate',
          '--dataset hico --root hico --pose coco-results --pose-set file=r.json --out k.json',
        ],
        [
          'A model trained here, in the boxes of annotated people',
          'annotate',
          '--dataset hico --root hico --pose run --pose-set run=runs/mine --out k.json',
        ],
        ['Then train with them', 'train', '--config hico-annotated --set poses.file=k.json'],
      ),
    )
    .action((options: AnnotateOptions) => actions.annotate().annotateCommand(options));
}
