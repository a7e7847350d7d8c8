import type { Command } from 'commander';
import { actions } from './actions';
import type { DoctorOptions } from '../doctor/doctor-options';
import { examples } from './examples';
import { verboseOption } from './options';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Check which tensor backends can train here, how fast, and what is missing.')
    .option('--json', 'print the result as JSON')
    .addOption(verboseOption())
    .addHelpText(
      'after',
      examples(
        ['What works on this machine', 'doctor'],
        ['The same as JSON', 'doctor', '--json'],
        ['With the stacks of errors', 'doctor', '--verbose'],
      ),
    )
    .action((options: DoctorOptions) => actions.doctor().doctorCommand(options));
}
