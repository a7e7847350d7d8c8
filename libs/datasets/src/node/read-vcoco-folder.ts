import type { Dataset, DatasetContext } from '@turbo-hoi/core';
import { openVcoco } from './vcoco/open-vcoco';
import { vcocoSchema } from './vcoco/vcoco-options';

/**
 * A V-COCO folder as a data set; images are read when a sample is asked for, and not kept.
 *
 * A split without a label file is empty.
 *
 * @throws TurboHoiError `io` for a missing or unreadable file, `data` for labels without their boxes
 */
export function readVcocoFolder(root: string, context: DatasetContext = {}): Promise<Dataset> {
  return openVcoco(vcocoSchema.parse({ root }), context);
}
