import type { DatasetContext, SplitName } from '@turbo-hoi/core';
import { type Findings, inspectLabels, type Inspection } from '@turbo-hoi/datasets';
import { readLabelFolder } from '@turbo-hoi/datasets/node';
import type { InspectCommandOptions } from './inspect-options';

/**
 * Inspects a folder that holds V-COCO's label files alone; null: it is another data set, or a complete one.
 *
 * @throws TurboHoiError `io` or `data` for label files that cannot be read
 */
export async function inspectLabelFolder(
  { dataset, root, skipBad, set = [] }: InspectCommandOptions,
  splits: readonly SplitName[],
  findings: Findings,
  context: DatasetContext,
): Promise<Inspection | null> {
  const isElsewhere = set.some((setting) => setting.startsWith('instances'));
  if (dataset !== 'vcoco' || root === undefined || isElsewhere) return null;
  const found = await readLabelFolder(root, splits, { skipBad }, context);
  if (found === null) return null;
  for (const part of found.missing) findings.add('missing-part', part);
  return inspectLabels(found.splits, findings);
}
