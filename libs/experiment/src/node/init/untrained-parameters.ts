import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { LoadedPart } from './initialize-model';
import { isOfPart } from './parts';

/** The names of a part's parameters that were loaded. */
export function loadedParameters(
  { parameters }: Pick<TurboModel, 'parameters'>,
  { part, missing, otherShape, freshClasses = [] }: LoadedPart,
): string[] {
  const afresh = new Set([...missing, ...otherShape]);
  // Only some rows of the class layers were loaded in this case.
  const isAfresh = (name: string) =>
    afresh.has(name) || (freshClasses.length > 0 && /\.(cls_score|bbox_pred)\./.test(name));
  return [...parameters.entries().keys()].filter((name) => isOfPart(part)(name) && !isAfresh(name));
}

/** The names of the parameters that were not loaded and are random. */
export function untrainedParameters(
  model: Pick<TurboModel, 'parameters'>,
  loaded: readonly LoadedPart[],
): string[] {
  const known = new Set(loaded.flatMap((part) => loadedParameters(model, part)));
  return [...model.parameters.entries().keys()].filter((name) => !known.has(name));
}

/** A line about each frozen part with parameters that nothing trained: it would stay random. */
export function frozenRemarks(
  model: Pick<TurboModel, 'parameters'>,
  loaded: readonly LoadedPart[],
  frozen: readonly string[],
): string[] {
  const random = untrainedParameters(model, loaded);
  return frozen
    .filter((part) => random.some(isOfPart(part)))
    .map(
      (part) =>
        `frozen: ${part} starts from random weights and stays so. Start it from trained ones (init.${part}), or train it (frozen=[]).`,
    );
}
