import type { BackendChoice } from '@turbo-hoi/backends';
import {
  closingWords,
  executeRun,
  type RunPlan,
  type RunResult,
  showPath,
  type TrainRunOutcome,
} from '@turbo-hoi/experiment/node';
import { boxLine, formatStageTable } from '../evaluate/stage-table';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { INTERRUPTED, type Interrupt, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { previewRun } from './preview-run';
import { checkQuickData, quickPlan } from './quick';
import { resumeCommand } from './resume-command';
import { planRun } from './run-plan';
import type { TrainOptions } from './train-options';

/** The command `train`: the request is validated before anything is written. */
export async function trainCommand(options: TrainOptions): Promise<void> {
  const given = await planRun(options, process.cwd());
  const { plan, line } = options.quick ? await quickPlan(given) : { plan: given, line: null };
  if (line !== null && !options.printConfig) printLine(line);
  if (options.dryRun || options.printConfig) return previewRun(plan, options);
  const folder = showPath(plan.files.folder);
  const controller = new AbortController();
  let interrupt: Interrupt | undefined;
  let outcome: TrainRunOutcome;
  try {
    outcome = await executeRun(plan, {
      backend: options.backend as BackendChoice,
      setup: options.setup ? 'auto' : 'never',
      gpu: options.gpu,
      requireGpu: options.requireGpu,
      signal: controller.signal,
      notify: printLine,
      displays: TERMINAL_DISPLAYS,
      onStart: ({ experiment, dataset, backend }) => {
        if (options.quick) notifyOf(checkQuickData(experiment, dataset));
        const { kind } = experiment.dataset;
        printLine(
          `${experiment.name} on ${backend.name} (${backend.device}), ${kind} data, ${folder}`,
        );
        // Until here nothing is written, and Ctrl-C ends the process at once.
        interrupt = listenForInterrupt({ controller });
      },
    });
  } finally {
    interrupt?.release();
  }
  if (outcome.result) return sayResult(outcome.result, plan);
  printLine(`Stopped after step ${outcome.step}. Resume with:`);
  printLine(`  ${resumeCommand(folder, options)}`);
  process.exitCode = INTERRUPTED;
}

function notifyOf(line: string | null): void {
  if (line !== null) printLine(line);
}

function sayResult(result: RunResult, { experiment, files }: RunPlan): void {
  const { initial, stages } = result;
  printLine(`\n${formatStageTable({ ...result, stages: [initial, ...stages] })}\n`);
  printLine(boxLine(result));
  for (const line of closingWords(result, experiment)) printLine(line);
  printLine(`Report: ${showPath(files.report)}`);
}
