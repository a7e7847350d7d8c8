import { resolve } from 'node:path';

/** The folder of the built-in configs. */
export const CONFIGS = resolve(__dirname, '../configs');
