import { type Command } from 'commander';
import { actions } from './actions';
import type { TrainDetectorOptions } from '../detector/train-detector-options';
import { examples } from './examples';
import { backendOption, collect, verboseOption, wholeNumber } from './options';

export function addTrainDetectorCommand(program: Command): void {
  program
    .command('train-detector')
    .description("Train a small Faster R-CNN on a config's data set and evaluate its boxes.")
    .option('--config <name|file>', 'whose data set, input and detectorTraining (default: turbo-3)')
    .option('--set <path=value>', 'change one value of the config; repeatable', collect)
    .option('--run-dir <dir>', 'new folder for results (default: runs/detector-<time>)')
    .option('--out <file>', 'also write the weights in half precision, to publish them')
    .option('--resume <dir>', 'resume an interrupted training')
    .addOption(backendOption())
    .option('--max-steps <n>', 'length of the training, in steps', wholeNumber(1))
    .option('--seed <n>', 'source of all randomness', wholeNumber(0))
    .option('--plugin <spec>', 'package or file with further plugins; repeatable', collect)
    .option('--no-setup', 'never download or build the native backend')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['On the embedded data set', 'train-detector', '--run-dir runs/detector'],
        [
          'Region proposals alone, as in the default run',
          'train-detector',
          '--set detector.output=proposals',
        ],
        [
          'Longer, on a data set of your own',
          'train-detector',
          '--config vcoco --set dataset.root=DIR --max-steps 5000',
        ],
        [
          'Then train with its weights',
          'train',
          '--set detector.weights=runs/detector/weights.safetensors --set detector.output=detections',
        ],
      ),
    )
    .action((options: TrainDetectorOptions) =>
      actions.trainDetector().trainDetectorCommand(options),
    );
}
