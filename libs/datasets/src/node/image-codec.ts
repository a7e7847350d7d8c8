export * from './images/encode-image';
export * from './images/read-image';
