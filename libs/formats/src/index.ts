export * from './bad-entries/bad-entries';
export type * from './mat/mat-value';
export type * from './numeric-array';
export type * from './pickle/pickle-value';
