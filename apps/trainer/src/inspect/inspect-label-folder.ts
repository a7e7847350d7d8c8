import type { DatasetContext, SplitName } from '@turbo-hoi/core';
import { type Findings, inspectLabels, type Inspection } from '@turbo-hoi/datasets';
import { readLabelFolder } from '@turbo-hoi/datasets/node';
import type { InspectOptions } from './inspect-options';
import { datasetSetting } from './open-dataset';

/**
 * Inspects a folder that holds V-COCO's label files alone; null: it is another data set, or a complete one.
 *
 * @throws TurboHoiError `io` or `data` for label files that cannot be read
 */
export async function inspectLabelFolder(
  { dataset, root, skipBad, set = [] }: InspectOptions,
  splits: readonly SplitName[],
  findings: Findings,
  context: DatasetContext,
): Promise<Inspection | null> {
  const isElsewhere = set.some((text) => datasetSetting(text).path[0] === 'instances');
  if (dataset !== 'vcoco' || root === undefined || isElsewhere) return null;
  const found = await readLabelFolder(root, splits, { skipBad }, context);
  if (found === null) return null;
  for (const part of found.missing) findings.add('missing-part', part);
  return inspectLabels(found.splits, findings);
}
