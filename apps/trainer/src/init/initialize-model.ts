import { TurboHoiError } from '@turbo-hoi/core';
import { type InfoDifference, infoDifferences } from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { showPath } from '../cli/show-path';
import type { Experiment } from '../config/experiment';
import { checkPart, isOfPart } from './parts';
import { readParameters } from './read-parameters';

/** What a part of the model started from. */
export interface LoadedPart {
  readonly part: string;
  /** A checkpoint folder or a file. */
  readonly from: string;
  /** Of a checkpoint, such as `data set vcoco`; null: a file does not say. */
  readonly trainedOn: string | null;
  /** What the data sets of checkpoint and model name differently. */
  readonly differsIn: readonly InfoDifference['what'][];
  readonly matched: number;
  /** Names of parameters that start afresh, since the checkpoint lacks them or has them in another shape. */
  readonly missing: readonly string[];
  readonly otherShape: readonly string[];
}

/**
 * Starts parts of a model from other runs or files; later parts win over earlier ones.
 *
 * @throws TurboHoiError `config` for an unknown part, `usage` where there is no checkpoint, `checkpoint` for a damaged one
 */
export async function initializeModel(
  model: TurboModel,
  init: Experiment['init'],
  say: (line: string) => void,
): Promise<LoadedPart[]> {
  const loaded: LoadedPart[] = [];
  for (const [part, source] of Object.entries(init)) {
    checkPart(part, model.parameters.entries().keys(), `init.${part}`);
    const { from, parameters, trainedOn, dataset } = await readParameters(source, part);
    if (![...parameters.keys()].some(isOfPart(part))) {
      throw new TurboHoiError('config', `init.${part}: ${from} holds no parameter of that part.`);
    }
    const report = model.parameters.loadMatching(parameters, isOfPart(part));
    const { missing, otherShape } = report;
    const differsIn = dataset
      ? infoDifferences(dataset, model.dataset).map(({ what }) => what)
      : [];
    const matched = report.matched.length;
    loaded.push({ part, from, trainedOn, differsIn, matched, missing, otherShape });
    const other = differsIn.length > 0 ? `; trained on other ${differsIn.join(', ')}` : '';
    say(`init: ${part} from ${showPath(from)}: ${summary(report)}${other}`);
  }
  return loaded;
}

function summary(report: ReturnType<TurboModel['parameters']['loadMatching']>): string {
  const { matched, missing, otherShape, unused } = report;
  const some = (names: readonly string[], what: string) =>
    names.length === 0
      ? []
      : [
          `${names.length} ${what} (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`,
        ];
  return [
    `${matched.length} parameters matched`,
    ...some(otherShape, 'of another shape start afresh'),
    ...some(missing, 'missing there start afresh'),
    ...some(unused, 'unused'),
  ].join('; ');
}
