import { TurboHoiError } from '@turbo-hoi/core';
import { type InfoDifference, infoDifferences } from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { showPath } from '../text/show-path';
import type { Experiment } from '../../config/experiment';
import { checkPart, isOfPart } from './parts';
import { type FoundParameters, readParameters } from './read-parameters';

/** The source from which a part of the model was initialised. */
export interface LoadedPart {
  readonly part: string;
  /** A checkpoint folder or a file. */
  readonly from: string;
  /** Training data of a checkpoint, such as `data set vcoco`; null: not recorded in a file. */
  readonly trainedOn: string | null;
  /** Vocabularies in which the data sets of checkpoint and model differ. */
  readonly differsIn: readonly InfoDifference['what'][];
  readonly matched: number;
  /** Names of randomly initialised parameters, which the checkpoint lacks or has in another shape. */
  readonly missing: readonly string[];
  readonly otherShape: readonly string[];
  /** Object classes whose outputs are initialised randomly, since the detector lacks them; absent: none. */
  readonly freshClasses?: readonly string[];
}

/**
 * Initialises parts of a model from other runs or files; later parts override earlier ones.
 *
 * @param whole parts of which every parameter has to be found
 * @throws TurboHoiError `config` for an unknown part, a file of which nothing fits, or a parameter of a whole part that is not found, `usage` where there is no checkpoint,
 * `checkpoint` for a damaged one
 */
export async function initializeModel(
  model: TurboModel,
  init: Experiment['init'],
  notify: (line: string) => void,
  whole: ReadonlySet<string> = new Set(),
): Promise<LoadedPart[]> {
  const loaded: LoadedPart[] = [];
  for (const [part, source] of Object.entries(init)) {
    checkPart(part, model.parameters.entries().keys(), `init.${part}`);
    const found = await readParameters(source, part, model);
    const { from, trainedOn, dataset } = found;
    const report = loadPart(model, part, found);
    const { missing, otherShape } = report;
    if (whole.has(part)) checkWhole(part, from, [...missing, ...otherShape]);
    const freshClasses = report.matched.some(isClassLayer) ? found.freshClasses : [];
    const differsIn = dataset
      ? infoDifferences(dataset, model.dataset).map(({ what }) => what)
      : [];
    loaded.push({
      part,
      from,
      trainedOn,
      differsIn,
      matched: report.matched.length,
      missing,
      otherShape,
      ...(freshClasses.length > 0 && { freshClasses }),
    });
    const other = differsIn.length > 0 ? `; trained on other ${differsIn.join(', ')}` : '';
    notify(`init: ${part} from ${showPath(from)}: ${summary(report, freshClasses)}${other}`);
  }
  return loaded;
}

function checkWhole(part: string, from: string, absent: readonly string[]): void {
  if (absent.length === 0) return;
  throw new TurboHoiError(
    'config',
    `init.${part}: ${absent.length} parameters of the model are not in the detector ${showPath(from)} or have another shape there, such as ${absent[0]}. ` +
      `Give the part the detector's sizes, start it from random weights (init={}), or train a detector for this data set and model (detector.weights=null).`,
  );
}

type MatchReport = ReturnType<TurboModel['parameters']['loadMatching']>;

const isClassLayer = (name: string) => name.endsWith('cls_score.weight');

function loadPart(
  model: TurboModel,
  part: string,
  { from, parameters }: FoundParameters,
): MatchReport {
  const names = [...parameters.keys()].filter(isOfPart(part));
  if (names.length === 0) {
    throw new TurboHoiError('config', `init.${part}: ${from} holds no parameter of that part.`);
  }
  const report = model.parameters.loadMatching(parameters, isOfPart(part));
  if (report.matched.length > 0) return report;
  const own = [...model.parameters.entries().keys()].find(isOfPart(part));
  throw new TurboHoiError(
    'config',
    `init.${part}: nothing in ${from} fits the model, which has ${own} and so on, the file ${names[0]}. ` +
      'Choose the kind and the sizes of the part to match the file.',
  );
}

function summary(
  { matched, missing, otherShape, unused }: MatchReport,
  freshClasses: readonly string[],
): string {
  const some = (names: readonly string[], what: string) =>
    names.length === 0
      ? []
      : [
          `${names.length} ${what} (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`,
        ];
  return [
    `${matched.length} parameters matched`,
    ...some(otherShape, 'of another shape start randomly'),
    ...some(missing, 'missing there start randomly'),
    ...some(freshClasses, 'classes unknown there start randomly'),
    ...some(unused, 'unused'),
  ].join('; ');
}
