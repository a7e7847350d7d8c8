import type { Command } from 'commander';
import type { SetupOptions } from '../setup/setup-options';
import { actions } from './actions';
import { examples } from './examples';
import { verboseOption } from './options';

export function addSetupCommand(program: Command): void {
  program
    .command('setup')
    .description(
      'Provide the native TensorFlow backend: a library from the Python package index (274 MB, once for this user) and a binding compiled against it. Needs Python 3 with pip, and g++ or clang++.',
    )
    .option('--gpu', "TensorFlow for CUDA 12 with NVIDIA's libraries (3.4 GB), for Linux x64")
    .option('--no-download', 'compile against the library in TURBO_HOI_LIBTENSORFLOW only')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The version for processors', 'setup'],
        ['With a GPU', 'setup', '--gpu'],
        ['What works then', 'doctor'],
      ),
    )
    .action((options: SetupOptions) => actions.setup().setupCommand(options));
}
