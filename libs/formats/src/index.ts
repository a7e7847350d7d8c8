export * from './bad-entries/bad-entries';
export * from './json/read-json-entries';
export type * from './mat/mat-value';
export type * from './numeric-array';
export type * from './pickle/pickle-value';
export * from './hico/hico-files';
export * from './hico/hoia-hico';
export * from './hico/instances-hico';
export * from './hico/mat-hico';
