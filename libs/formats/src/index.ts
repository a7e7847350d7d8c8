export * from './bad-entries/bad-entries';
export * from './json/read-json-entries';
export type * from './mat/mat-value';
export type * from './numeric-array';
export type * from './pickle/pickle-value';
