import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ModelName, PixelFormatName, WeightOrigin } from '@turbo-hoi/weights';
import { actions } from './actions';
import type { ImportWeightsOptions } from '../import-weights/import-weights-options';
import { examples } from './examples';
import { verboseOption } from './options';

// Listed here, so that other commands need not load the package; the type checker reports a missing one.
const ORIGINS: Record<WeightOrigin, true> = {
  torchvision: true,
  detectron: true,
  detectron2: true,
  'turbo-hoi': true,
};
const PIXELS: Record<PixelFormatName, true> = {
  torchvision: true,
  detectron: true,
  detectron2: true,
};
const MODELS: Record<ModelName, true> = {
  resnet50: true,
  resnet101: true,
  'resnet50-fpn': true,
  'resnet101-fpn': true,
  'fasterrcnn-resnet50-fpn': true,
  'fasterrcnn-resnet101-fpn': true,
  'keypointrcnn-resnet50-fpn': true,
  'keypointrcnn-resnet101-fpn': true,
  'faster-rcnn-resnet50-c4': true,
  'faster-rcnn-resnet101-c4': true,
};

export function addImportWeightsCommand(program: Command): void {
  program
    .command('import-weights')
    .description(
      "Read another framework's weights, without Python and without executing code from the file.",
    )
    .addOption(
      new Option('--from <origin>', 'framework whose parameter names the file has').choices(
        Object.keys(ORIGINS),
      ),
    )
    .requiredOption('--file <file>', '.pth (old or new), .pkl or .safetensors')
    .option('--out <file>', ".safetensors in turbo-hoi's layouts; with --export also .pth")
    .addOption(
      new Option('--model <name>', 'model to fill (default: detected from the names)').choices(
        Object.keys(MODELS),
      ),
    )
    .addOption(
      new Option(
        '--pixels <format>',
        'pixel convention of the network (default: that of --from)',
      ).choices(Object.keys(PIXELS)),
    )
    .option('--norm-eps <n>', "eps of its normalisation (1e-5; torchvision's COCO_V1: 0)", eps)
    .addOption(
      new Option('--export <layout>', "write torchvision's names and layouts").choices([
        'torchvision',
      ]),
    )
    .option('--list', 'print all tensors of the file and how each is used')
    .option('--json', 'print the report as JSON')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        [
          'A detector of torchvision',
          'import-weights',
          '--from torchvision --file fasterrcnn_resnet50_fpn_coco-258fb6c6.pth \\\n' +
            '      --norm-eps 0 --out fasterrcnn.safetensors',
        ],
        [
          'The backbone of a Detectron model, for a stem',
          'import-weights',
          '--from detectron --file model_final.pkl --model resnet101 --out r101.safetensors',
        ],
        [
          'Back to PyTorch',
          'import-weights',
          '--from turbo-hoi --file r101.safetensors --export torchvision --out r101.pth',
        ],
        ['The contents of a file', 'import-weights', '--from detectron2 --file model.pkl --list'],
      ),
    )
    .action((options: ImportWeightsOptions) =>
      actions.importWeights().importWeightsCommand(options),
    );
}

function eps(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}
