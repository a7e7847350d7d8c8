import { type Command, Option } from 'commander';
import type {
  PhotoCheckOptions,
  PhotoPhotosOptions,
  PhotoTrainOptions,
} from '../photo/photo-options';
import { actions } from './actions';
import { examples } from './examples';
import { backendOption, collect, fraction, verboseOption, wholeNumber } from './options';

const ROOT = "folder with V-COCO's label files and COCO's annotations; images are not needed";

/** The commands of the photo model, run as `photo:train`, `photo:check` and `photo:photos`. */
export function addPhotoCommands(program: Command): void {
  program
    .command('photo-train')
    .description("Train the model of photographs on V-COCO's annotations and write its file.")
    .requiredOption('--root <dir>', ROOT)
    .addOption(
      new Option('--splits <which>', 'labels to train on')
        .choices(['train', 'trainval'])
        .default('trainval'),
    )
    .option('--seed <n>', 'source of all randomness', wholeNumber(0), 0)
    .option('--out <file>', 'the model', 'photo.safetensors')
    .option('--noise <file>', 'error rates of the simulated detector (default: as measured)')
    .option('--max-steps <n>', 'length of the training, in steps', wholeNumber(1))
    .option('--run-dir <dir>', 'new folder in which the run is kept (default: not kept)')
    .addOption(
      new Option(
        '--run <dir>',
        'write the model of this finished run; nothing is trained',
      ).conflicts('runDir'),
    )
    .option('--set <path=value>', 'change one value of the config photo-model; repeatable', collect)
    .addOption(backendOption())
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The model that the package ships', 'photo-train', '--root vcoco'],
        [
          'Its twin, which has not seen val',
          'photo-train',
          '--root vcoco --splits train --out twin.safetensors',
        ],
      ),
    )
    .action((options: PhotoTrainOptions) => actions.photoTrain().photoTrainCommand(options));

  program
    .command('photo-check')
    .description("Measure a photo model on a split of V-COCO's annotations.")
    .requiredOption('--root <dir>', `${ROOT}; those of the split are enough`)
    .addOption(
      new Option('--split <which>', 'split to measure on')
        .choices(['train', 'val', 'test'])
        .makeOptionMandatory(),
    )
    .option(
      '--noise <none|photo|file>',
      'none: exact boxes and skeletons; photo: errors of the detector of photos; or a file of rates',
      'none',
    )
    .option('--model <file>', "default: the package's own")
    .option('--at-least <role>', 'fail if the mean role AP is lower, 0 to 1', fraction)
    .option('--out <file>', 'write the result as JSON')
    .addOption(backendOption())
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples([
        'The twin on the split that it has not seen',
        'photo-check',
        '--root vcoco --split val --model twin.safetensors',
      ]),
    )
    .action((options: PhotoCheckOptions) => actions.photoCheck().photoCheckCommand(options));

  program
    .command('photo-photos')
    .description('Measure the photo model on photos with one labelled person each.')
    .requiredOption('--labels <file>', 'labels.json; the photos are in images/ beside it')
    .option('--model <file>', "default: the package's own")
    .option('--out <file>', 'write the result as JSON')
    .addOption(backendOption())
    .addOption(verboseOption())
    .action((options: PhotoPhotosOptions) => actions.photoPhotos().photoPhotosCommand(options));
}
