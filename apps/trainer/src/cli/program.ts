import { TurboHoiError } from '@turbo-hoi/core';
import { Command, type Option } from 'commander';
import { actions } from './actions';
import { addAnnotateCommand } from './annotate.command';
import { addBenchCommand } from './bench.command';
import { addCompareCommand } from './compare.command';
import { addCompletionCommand } from './completion.command';
import { addDoctorCommand } from './doctor.command';
import { addEvaluateCommand } from './evaluate.command';
import { addExperimentCommand } from './experiment.command';
import { addImportWeightsCommand } from './import-weights.command';
import { addInitCommand } from './init.command';
import { addInspectCommand } from './inspect.command';
import { addNewCommand } from './new.command';
import { addPhotoCommands } from './photo.command';
import { addPredictCommand } from './predict.command';
import { addScoreCommand } from './score.command';
import { addSetupCommand } from './setup.command';
import { addTrainCommand } from './train.command';
import { addTrainDetectorCommand } from './train-detector.command';
import { ownVersion } from './own-version';
import { IN_WORKSPACE } from './typed-command';
import { writeText } from '../terminal/write-text';

/** The command line; actions set `process.exitCode`. */
export function createProgram(): Command {
  const program = new Command('turbo-hoi')
    .description('Train and evaluate the turbo loop: interactions and poses that help each other.')
    .configureOutput({
      writeOut: (text) => writeText(process.stdout, text),
      writeErr: (text) => writeText(process.stderr, text),
    })
    .configureHelp({ sortSubcommands: false, helpWidth: 100 })
    .version(ownVersion(), '--version', 'print the version')
    .showHelpAfterError('(--help lists the options)')
    .helpCommand(false)
    .hook('preAction', (_, command) => refuseEmptyValues(command))
    .hook('preAction', (_, command) => nameSetupOf(command));
  for (const add of [
    addTrainCommand,
    addTrainDetectorCommand,
    addEvaluateCommand,
    addExperimentCommand,
    addCompareCommand,
    addPredictCommand,
    addDoctorCommand,
    addSetupCommand,
    addInspectCommand,
    addScoreCommand,
    addAnnotateCommand,
    addImportWeightsCommand,
    addNewCommand,
    addPhotoCommands,
    ...(IN_WORKSPACE ? [addBenchCommand] : []),
    addInitCommand,
    addCompletionCommand,
  ]) {
    // Subcommands created by .command() inherit the settings above.
    add(program);
  }
  return program;
}

/** Only for commands that use a backend, since TensorFlow.js takes most of a second to load. */
function nameSetupOf(command: Command): void {
  const uses = command.options.some((option) => option.long === '--backend');
  if (uses || ['setup', 'doctor'].includes(command.name())) actions.nameSetup().nameSetup();
}

/** An empty value comes from a variable that is not set; as a path it would mean the current folder. */
function refuseEmptyValues(command: Command): void {
  for (const option of command.options) {
    if (command.getOptionValue(option.attributeName()) !== '') continue;
    throw new TurboHoiError(
      'usage',
      `${option.long}: got an empty value; expected ${expected(option)}.`,
    );
  }
}

/** `<dir>` of `--run-dir <dir>`. */
const expected = ({ flags }: Option) => /[<[].+[>\]]/.exec(flags)?.[0] ?? 'a value';
