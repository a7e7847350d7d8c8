import { resolve } from 'node:path';
import { z } from 'zod';

/** A path in a config, made absolute so that a run resumed in another folder finds its files. */
export const pathOption = z
  .string()
  .min(1)
  .transform((path) => resolve(path));
