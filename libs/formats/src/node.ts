export type * from './numeric-array';
export { readJsonFile, type JsonFileOptions } from './node/read-json-file';
export { readPickleFile } from './node/read-pickle-file';
