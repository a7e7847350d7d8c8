export type * from './numeric-array';
