import { type Command, Option } from 'commander';
import { METRICS } from '../score/metric-options';
import { actions } from './actions';
import type { ScoreCommandOptions } from '../score/score-options';
import { examples } from './examples';
import { verboseOption } from './options';

export function addScoreCommand(program: Command): void {
  program
    .command('score')
    .description('Score a detection file of any program as the official code does.')
    .addOption(
      new Option('--metric <name>', 'metric to compute').choices(METRICS).makeOptionMandatory(),
    )
    .option('--annotations <file>', 'vcoco: label file (vcoco_test.json)')
    .option('--instances <file>', 'vcoco: COCO instances of the images')
    .option('--ids <file>', 'vcoco: images to score (default: all that have labels)')
    .option('--ground-truth <file>', 'hico: anno_bbox.mat or JSON; keypoints, boxes: COCO JSON')
    .option('--train-ground-truth <file>', 'hico: JSON of the training split, for the rare HOIs')
    .option('--image-labels <file>', 'hico: anno.mat, for Known Object (default: from the boxes)')
    .option('--detections <file>', 'pickle or JSON (vcoco), .mat or JSON (hico), COCO results')
    .option('--out <file>', 'also write the scores to a JSON file, as numbers from 0 to 1')
    .option('--skip-bad', 'skip invalid entries, and list them')
    .option('--json', 'print the JSON instead of the table')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        [
          'V-COCO, agent and role AP',
          'score',
          '--metric vcoco --annotations vcoco_test.json \\\n' +
            '      --instances instances_vcoco_all_2014.json --ids vcoco_test.ids --detections all.pkl',
        ],
        [
          'HICO-DET, Default and Known Object',
          'score',
          '--metric hico --ground-truth anno_bbox.mat --image-labels anno.mat \\\n' +
            '      --detections detections.mat --out hico.json',
        ],
        [
          'COCO keypoints',
          'score',
          '--metric keypoints --ground-truth person_keypoints_val2017.json \\\n' +
            '      --detections results.json',
        ],
        [
          'Boxes of a detector, as JSON',
          'score',
          '--metric boxes --ground-truth instances_val2017.json --detections boxes.json --json',
        ],
      ),
    )
    .action((options: ScoreCommandOptions) => actions.score().scoreCommand(options));
}
