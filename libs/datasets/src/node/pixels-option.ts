import { z } from 'zod';

/** Whether a data set of files reads its images; `none`: its samples are annotations alone, and no image file is looked for. Default: `read`. */
export const pixelsOption = z.enum(['read', 'none']).optional();

export type Pixels = z.infer<typeof pixelsOption>;
