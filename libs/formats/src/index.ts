export * from './bad-entries/bad-entries';
export type * from './coco/coco-entries';
export * from './coco/coco-handlers';
export { CoordinateRange } from './coordinates/coordinate-range';
export { isWholeText } from './coco/mend-entry';
export { otherKind } from './sniff/other-kind';
export { SNIFFED_BYTES, sniffFile, type FileKind, type SniffedFile } from './sniff/sniff-file';
export { expected } from './coco/expected';
export * from './images/image-finder';
export * from './json/read-json-entries';
export { decodeMat, type MatOptions } from './mat/decode/decode-mat';
export { encodeMat, matCellArray, type EncodeMatOptions } from './mat/encode/encode-mat';
export type * from './mat/mat-input';
export type * from './mat/mat-value';
export * from './number-list';
export type * from './numeric-array';
export {
  decodeObjectPickle,
  type ObjectPickle,
  type ObjectPickleOptions,
} from './pickle/decode/decode-object-pickle';
export { decodePickle, type PickleOptions } from './pickle/decode/decode-pickle';
export { encodePickle, pickleList } from './pickle/encode/encode-pickle';
export * from './pickle/pickle-value';
export * from './hico/hico-files';
export * from './hico/hoia-hico';
export * from './hico/hoia-vocabulary';
export * from './hico/instances-hico';
export * from './hico/mat-hico';
export { checkVcocoRecords } from './vcoco/check-vcoco-records';
export type { VcocoRecord } from './vcoco/vcoco-record';
