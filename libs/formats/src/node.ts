export type * from './numeric-array';
export { readJsonFile, type JsonFileOptions } from './node/read-json-file';
export { readMatFile } from './node/read-mat-file';
export { readPickleFile } from './node/read-pickle-file';
