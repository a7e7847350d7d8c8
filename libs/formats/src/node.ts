export type * from './numeric-array';
export { readJsonFile, type JsonFileOptions } from './node/read-json-file';
