import type { DatasetInfo } from '@turbo-hoi/core';

/** Which object classes the training split shows for which action columns: [classes,A], 1 or 0; 0 for columns without a role. */
export function seenPairs({
  actions,
  objectClasses,
  targetClasses,
}: Pick<DatasetInfo, 'actions' | 'objectClasses' | 'targetClasses'>): Float32Array {
  const columns = actions.columns.length;
  const seen = new Float32Array(objectClasses.length * columns);
  actions.columns.forEach(({ role }, column) => {
    if (role === null) return;
    const classes = targetClasses?.[column] ?? objectClasses.keys();
    for (const category of classes) seen[category * columns + column] = 1;
  });
  return seen;
}
