import { type Command, InvalidArgumentError, Option } from 'commander';
import { actions } from './actions';
import { CASE_NAMES, QUICK_CASES } from '../bench/cases/case-names';
import type { BenchCommandOptions } from '../bench/bench-options';
import { examples } from './examples';
import { backendOption, verboseOption, wholeNumber } from './options';

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description(
      'Time training steps, forward passes and evaluators part by part, alone or beside PyTorch.',
    )
    .addOption(backendOption())
    .option(
      '--size <names>',
      `what to time, separated by commas or repeated: ${CASE_NAMES.join(', ')} (default: ${QUICK_CASES.join(',')})`,
      caseNames,
    )
    .addOption(
      new Option(
        '--peer <python>',
        'time the same beside it in PyTorch: a Python with torch and torchvision',
      ).conflicts(['profile', 'kernels', 'printConfig']),
    )
    .option('--rounds <n>', 'with --peer: number of runs of each side, by turns', wholeNumber(1), 3)
    .option('--threads <n>', 'threads of each side (default: all cores)', wholeNumber(1))
    .option('--steps <n>', 'number of timed steps', wholeNumber(1), 10)
    .option('--warmup <n>', 'number of warm-up steps before them', wholeNumber(0), 3)
    .option('--json', 'print a line of JSON per case, with command, machine, date and versions')
    .option(
      '--profile <file>',
      'also write a trace of phases and ops for chrome://tracing or Perfetto, and print the costliest ops',
    )
    .option('--print-config', 'only print the config of the case with every default, as JSON')
    .option('--kernels <file>', 'only write the kernels of a step, as a JSON list')
    .option('--no-waiting', 'do not measure how long steps of `default` wait for data')
    .option('--no-setup', 'never download or build the native backend')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['The quick cases on the fastest backend', 'bench'],
        ['How long steps wait for data, including image files', 'bench', '--size default'],
        ['Beside PyTorch', 'bench', '--peer venv/bin/python'],
        [
          "The paper's heads beside PyTorch, one run each; about 6 GB",
          'bench',
          '--peer venv/bin/python --size published,published-inference --rounds 1',
        ],
        [
          'Which ops take the time of a step, on WebAssembly',
          'bench',
          '--size default --backend wasm --profile trace.json',
        ],
        [
          'Two steps of the full published network: 8 GB, minutes per step',
          'bench',
          '--size published-vcoco --steps 2 --warmup 0',
        ],
        ['For a program to read', 'bench', '--peer venv/bin/python --size layout --json'],
        [
          'The config of a case, which tools/bench/pytorch_peer.py reads',
          'bench',
          '--size default --print-config',
        ],
        [
          'The kernels that backends:conformance covers',
          'bench',
          '--kernels libs/backends/conformance/kernels.json',
        ],
      ),
    )
    .action((options: BenchCommandOptions) => actions.bench().benchCommand(options));
}

/** Names of cases in a list, added to those before it. */
function caseNames(list: string, previous: readonly string[] = []): string[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(CASE_NAMES as readonly string[]).includes(name));
  if (unknown === undefined) return [...new Set([...previous, ...names])];
  throw new InvalidArgumentError(`Got "${unknown}"; allowed are ${CASE_NAMES.join(', ')}.`);
}
