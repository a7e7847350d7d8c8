import { TurboHoiError } from '@turbo-hoi/core';
import { readJsonFile } from '@turbo-hoi/formats/node';
import { BadEntry } from '../files/bad-entry';
import { VcocoLabels, type VcocoLabelTable, vcocoLabelTable } from '../files/vcoco/vcoco-labels';
import { progressOf, type ScoreOptions } from './score-options';

/**
 * Reads `vcoco_{train,val,trainval,test}.json`.
 *
 * @throws TurboHoiError `io`, or `data` for a file of another structure
 */
export async function readVcocoLabels(
  path: string,
  options: ScoreOptions = {},
): Promise<VcocoLabels> {
  const tables: VcocoLabelTable[] = [];
  await readJsonFile(
    path,
    {
      '[]': (value, { index }) =>
        tables.push(structured(`${path}: [${index}]`, () => vcocoLabelTable(value))),
    },
    progressOf(path, options),
  );
  return structured(path, () => new VcocoLabels(tables));
}

/** An action cannot be skipped: what is bad about one makes the file unusable. */
function structured<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadEntry)) throw error;
    throw new TurboHoiError('data', `${where}: ${error.message}.`);
  }
}
