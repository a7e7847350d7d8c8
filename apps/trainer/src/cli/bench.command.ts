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
        'one size only; published-vcoco, the whole net, if asked for',
      ).choices(['default', 'published', 'published-vcoco']),
    )
    .option('--steps <n>', 'how many steps are timed', wholeNumber(1), 10)
    .option('--warmup <n>', 'how many steps go before them', wholeNumber(0), 3)
    .option('--json', 'print a line of JSON a size, as tools/bench/pytorch_peer.py does')
    .option('--kernels <file>', 'only write the kernels that a step runs, as a JSON list')
    .option('--no-setup', 'never download or build the native backend')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['Both sizes on the fastest backend; the published one takes about 6 GB', 'bench'],
        ['How long steps wait for data, also for images in files', 'bench -- --size default'],
        ['The default size on WebAssembly', 'bench -- --size default --backend wasm'],
        [
          'Two steps of the whole published net, 14 GB and minutes a step',
          'bench -- --size published-vcoco --steps 2 --warmup 0',
        ],
        ['For a program to read', 'bench -- --size published --steps 3 --json'],
        [
          'What backends:conformance is to cover',
          'bench -- --kernels libs/backends/conformance/kernels.json',
        ],
      ),
    )
    .action((options: BenchCommandOptions) => actions.bench().benchCommand(options));
}
