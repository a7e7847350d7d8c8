import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { EvaluateOptions } from '../evaluate/evaluate-options';
import { examples } from './examples';
import { backendOption, collect, verboseOption, wholeNumber } from './options';

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description('Evaluate every stage of a trained model.')
    .argument('<run>', 'run folder (its newest checkpoint) or checkpoint folder')
    .addOption(
      new Option('--split <name>', 'part of the data set (default: as in the config)').choices([
        'validation',
        'test',
      ]),
    )
    .option(
      '--set <path=value>',
      'change one value of targetChoice, detection, decoding or evaluation; repeatable',
      collect,
    )
    .addOption(backendOption())
    .option('--out <file>', 'also write the result to a new JSON file')
    .option('--detections <dir>', 'also write the detections as the official detection files')
    .option(
      '--diagnose',
      'find out where the scores are lost: diagnosis.json in the run folder and a section of its report',
    )
    .option(
      '--stage <n>',
      'stage of these files and of the diagnosis (default: the last)',
      wholeNumber(0),
    )
    .option('--detector <kind>', "whose boxes are used (default: the run's own)")
    .option('--detector-set <option=value>', 'an option of the detector; repeatable', collect)
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The newest checkpoint of a run', 'evaluate', 'runs/mine'],
        ['One checkpoint', 'evaluate', 'runs/mine/checkpoints/step-000200'],
        [
          'Another split, written to a file',
          'evaluate',
          'runs/mine --split validation --out v.json',
        ],
        [
          'On annotated boxes: the loss due to detection',
          'evaluate',
          'runs/mine --detector annotated',
        ],
        ['Where the scores are lost', 'evaluate -- runs/mine --diagnose'],
        [
          'Targets by Eq. 3 alone',
          'evaluate',
          'runs/mine --set targetChoice.weighByScore=false --set targetChoice.knownClasses=false',
        ],
        [
          'Files for the official evaluators, or for score',
          'evaluate',
          'runs/mine --detections found',
        ],
      ),
    )
    .action((run: string, options: EvaluateOptions) =>
      actions.evaluate().evaluateCommand(run, options),
    );
}
