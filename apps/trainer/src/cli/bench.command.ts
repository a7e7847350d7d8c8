import { type Command, Option } from 'commander';
import { actions } from './actions';
import type { BenchCommandOptions } from '../bench/bench-options';
import { examples } from './examples';
import { backendOption, verboseOption, wholeNumber } from './options';

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description(
      'Time a training step part by part, at the default and at the published size, and how long steps wait for data.',
    )
    .addOption(backendOption())
    .addOption(
      new Option(
        '--size <name>',
        'one size only; published-vcoco, the full network, runs only on request',
      ).choices(['default', 'published', 'published-vcoco']),
    )
    .option('--steps <n>', 'number of timed steps', wholeNumber(1), 10)
    .option('--warmup <n>', 'number of warm-up steps before them', wholeNumber(0), 3)
    .option('--json', 'print a line of JSON per size, as tools/bench/pytorch_peer.py does')
    .option('--print-config', 'only print the config of the size with every default, as JSON')
    .option('--kernels <file>', 'only write the kernels of a step, as a JSON list')
    .option('--no-setup', 'never download or build the native backend')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['Both sizes on the fastest backend; the published one takes about 6 GB', 'bench'],
        ['How long steps wait for data, including image files', 'bench -- --size default'],
        ['The default size on WebAssembly', 'bench -- --size default --backend wasm'],
        [
          'Two steps of the full published network: 14 GB, minutes per step',
          'bench -- --size published-vcoco --steps 2 --warmup 0',
        ],
        ['For a program to read', 'bench -- --size published --steps 3 --json'],
        [
          'The config of a size, which tools/bench/pytorch_peer.py reads',
          'bench -- --size default --print-config',
        ],
        [
          'The kernels that backends:conformance covers',
          'bench -- --kernels libs/backends/conformance/kernels.json',
        ],
      ),
    )
    .action((options: BenchCommandOptions) => actions.bench().benchCommand(options));
}
