import { join } from 'node:path';

export const WORKSPACE = join(__dirname, '../../..');

/** Where the repository is read on the web. */
export const REPOSITORY = 'https://github.com/turbo-hoi/turbo-hoi';
