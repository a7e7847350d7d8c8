import type { DatasetInfo } from '../contracts/dataset';

/**
 * By object class, whether it can be the target of any action: a class of a listed interaction or, without such a list, of an annotated target in
 * the training split. All classes if neither is known.
 */
export function candidateClasses({
  objectClasses,
  hois,
  targetClasses,
}: Pick<DatasetInfo, 'objectClasses' | 'hois' | 'targetClasses'>): readonly boolean[] {
  const listed = hois ? hois.map(({ category }) => category) : (targetClasses ?? []).flat();
  const known = new Set(listed);
  return objectClasses.map((_, category) => known.size === 0 || known.has(category));
}
