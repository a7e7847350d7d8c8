import type { Dataset, DatasetContext } from '@turbo-hoi/core';
import { openVcoco } from './vcoco/open-vcoco';
import { vcocoSchema } from './vcoco/vcoco-options';

/**
 * Opens a V-COCO folder as a data set; images are read at each access, without caching.
 *
 * A split without a label file is empty.
 *
 * @throws TurboHoiError `io` for a missing or unreadable file, `data` for labels without their boxes
 */
export function readVcocoFolder(root: string, context: DatasetContext = {}): Promise<Dataset> {
  return openVcoco(vcocoSchema.parse({ root }), context);
}
