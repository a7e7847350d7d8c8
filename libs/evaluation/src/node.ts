export type * from './vcoco/vcoco-result';
