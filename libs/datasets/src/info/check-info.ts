import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { checkSchema } from '../custom/schema-issues';
import { datasetInfoSchema } from './dataset-info-schema';

/**
 * Checks the info of a data set plugin before a model is built for it.
 *
 * @param source name of the plugin, for messages
 * @throws TurboHoiError `plugin`
 */
export function checkInfo(info: DatasetInfo, source: string): DatasetInfo {
  const checked = checkSchema(datasetInfoSchema, info);
  if ('value' in checked) return info;
  const [{ path, text }] = checked.issues;
  throw new TurboHoiError(
    'plugin',
    `${source}: the data set's info is invalid: info.${path}: ${text}.`,
  );
}
