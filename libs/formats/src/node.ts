export type * from './numeric-array';
export {
  readHicoFiles,
  readHicoImageLabels,
  type HicoPaths,
  type ReadHicoOptions,
} from './node/read-hico-files';
export { readJsonFile, type JsonFileOptions } from './node/read-json-file';
export { refusePipe } from './node/refuse-pipe';
export { readMatFile } from './node/read-mat-file';
export { readPickleFile } from './node/read-pickle-file';
export { readVcocoRecords } from './node/read-vcoco-records';
export { readImageIds } from './node/read-image-ids';
export { readCocoFile, type ReadCocoOptions } from './node/read-coco-file';
