import type { BackendChoice } from '@turbo-hoi/backends';
import type { Communicator } from '@turbo-hoi/core';
import {
  closingWords,
  executeRun,
  type RunPlan,
  type RunResult,
  showPath,
  type TrainRunOutcome,
} from '@turbo-hoi/experiment/node';
import { agree, communicatorModule, onRankZero } from '@turbo-hoi/mpi';
import { boxLine, formatStageTable } from '../evaluate/stage-table';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { onEveryRank } from '../ranks/on-every-rank';
import { INTERRUPTED, type Interrupt, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { evaluationLine } from './evaluation-line';
import { previewRun } from './preview-run';
import { checkQuickData, quickPlan } from './quick';
import { resumeCommand } from './resume-command';
import { planRun } from './run-plan';
import type { TrainOptions } from './train-options';

/** The command `train`: the request is validated before anything is written. */
export function trainCommand(options: TrainOptions): Promise<void> {
  return onEveryRank((communicator) => trainOnRank(options, communicator));
}

async function trainOnRank(options: TrainOptions, communicator: Communicator): Promise<void> {
  const isFirst = communicator.rank === 0;
  const say = isFirst ? printLine : () => undefined;
  const { plan, line } = await agree(communicator, async () => {
    const given = await planRun(options, process.cwd());
    return options.quick ? await quickPlan(given) : { plan: given, line: null };
  });
  if (line !== null && !options.printConfig) say(line);
  if (options.dryRun || options.printConfig) {
    await onRankZero(communicator, () => previewRun(plan, options));
    return;
  }
  const folder = showPath(plan.files.folder);
  const controller = new AbortController();
  let interrupt: Interrupt | undefined;
  let outcome: TrainRunOutcome;
  const modules = [...(plan.modules ?? []), communicatorModule(communicator)];
  try {
    outcome = await executeRun(
      { ...plan, modules },
      {
        backend: options.backend as BackendChoice,
        setup: options.setup ? 'auto' : 'never',
        gpu: options.gpu,
        requireGpu: options.requireGpu,
        signal: controller.signal,
        notify: say,
        displays: TERMINAL_DISPLAYS,
        onStart: ({ experiment, dataset, backend }) => {
          const small = options.quick ? checkQuickData(experiment, dataset) : null;
          if (small !== null) say(small);
          const { kind } = experiment.dataset;
          const ranks =
            communicator.size > 1 ? `, ${communicator.size} ranks of ${communicator.library}` : '';
          say(
            `${experiment.name} on ${backend.name} (${backend.device})${ranks}, ${kind} data, ${folder}`,
          );
          const evaluated = evaluationLine(experiment);
          if (evaluated !== null) say(evaluated);
          // Until here nothing is written, and Ctrl-C ends the process at once.
          interrupt = listenForInterrupt({ controller });
        },
      },
    );
  } finally {
    interrupt?.release();
  }
  if (!outcome.result) process.exitCode = INTERRUPTED;
  if (!isFirst) return;
  if (outcome.result) return sayResult(outcome.result, plan);
  printLine(`Stopped after step ${outcome.step}. Resume with:`);
  printLine(`  ${resumeCommand(folder, options)}`);
}

function sayResult(result: RunResult, { experiment, files }: RunPlan): void {
  const { initial, stages } = result;
  printLine(`\n${formatStageTable({ ...result, stages: [initial, ...stages] })}\n`);
  printLine(boxLine(result));
  for (const line of closingWords(result, experiment)) printLine(line);
  printLine(`Report: ${showPath(files.report)}`);
}
