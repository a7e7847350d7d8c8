export * from './index';
export * from './node/shipped-model';
