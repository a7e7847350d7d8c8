import {
  actionVocabulary,
  COCO_KEYPOINTS,
  TurboHoiError,
  type DatasetInfo,
  type HoiCategory,
} from '@turbo-hoi/core';
import type { HicoAnnotations, HicoVerbObject } from '@turbo-hoi/formats';

const PERSON = 'person';

/**
 * The data set info of a HICO-DET file: one column per verb (117), the object classes (80), the HOIs (600).
 *
 * Verbs are in alphabetical order, which is that of their official ids; object classes have COCO's names, person first.
 *
 * @param trainingPairs [hois] number of a HOI's pairs in the training split; null: unknown
 * @throws TurboHoiError `data` for a verb and object that are listed twice
 */
export function hicoInfo(
  hois: readonly HicoVerbObject[],
  trainingPairs: ArrayLike<number> | null,
  file: string,
): DatasetInfo & { readonly hois: readonly HoiCategory[] } {
  const verbs = [...new Set(hois.map(({ verb }) => verb))].sort();
  const objects = [...new Set(hois.map(({ object }) => cocoName(object)))].sort();
  const objectClasses = [PERSON, ...objects.filter((name) => name !== PERSON)];
  const seen = new Map<string, number>();
  hois.forEach(({ verb, object }, hoi) => {
    const before = seen.get(`${verb} ${object}`);
    seen.set(`${verb} ${object}`, hoi);
    if (before === undefined) return;
    throw new TurboHoiError(
      'data',
      `${file}: HOIs ${before + 1} and ${hoi + 1} are both "${verb} ${object}"; expected every HOI once.`,
    );
  });
  return {
    name: 'hico-det',
    actions: actionVocabulary(verbs.map((name) => ({ name, roles: ['obj'] }))),
    keypoints: COCO_KEYPOINTS,
    objectClasses,
    hois: hois.map(({ verb, object }, hoi) => ({
      column: verbs.indexOf(verb),
      category: objectClasses.indexOf(cocoName(object)),
      trainingPairs: trainingPairs?.[hoi] ?? null,
    })),
  };
}

/** Removes HOIs without a verb, which are gaps in a file's numbering, and renumbers the others. */
export function withoutNameless(annotations: HicoAnnotations): HicoAnnotations {
  const hois = annotations.hois.filter(({ verb }) => verb !== '');
  if (hois.length === annotations.hois.length) return annotations;
  const moved = new Int32Array(annotations.hois.length);
  let next = 0;
  annotations.hois.forEach(({ verb }, hoi) => (moved[hoi] = verb === '' ? -1 : next++));
  const splits = Object.entries(annotations.splits).map(([name, split]) => [
    name,
    { ...split, hois: split.hois.map((hoi) => moved[hoi]) },
  ]);
  return { hois, rare: null, splits: Object.fromEntries(splits) };
}

// HICO writes `dining_table`.
const cocoName = (object: string) => object.replaceAll('_', ' ');
