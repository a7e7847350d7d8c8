import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { checkSchema } from '../custom/schema-issues';
import { datasetInfoSchema } from './dataset-info-schema';

/**
 * What a data set plugin says of its data, checked before a model is built on it.
 *
 * @param source names the plugin, for messages
 * @throws TurboHoiError `plugin`
 */
export function checkInfo(info: DatasetInfo, source: string): DatasetInfo {
  const checked = checkSchema(datasetInfoSchema, info);
  if ('value' in checked) return info;
  const [{ path, text }] = checked.issues;
  throw new TurboHoiError(
    'plugin',
    `${source}: the data set describes itself wrongly: info.${path}: ${text}.`,
  );
}
