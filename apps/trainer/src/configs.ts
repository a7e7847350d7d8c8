import { resolve } from 'node:path';

/** The folder of the built-in configs. */
export const CONFIGS = resolve(__dirname, '../configs');

/** The built-in config that `train` runs unless told otherwise. */
export const DEFAULT_CONFIG = 'turbo-3';
