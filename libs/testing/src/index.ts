export * from './check-gradients';
export * from './expect-close';
export * from './expect-no-leak';
export * from './expect-type';
export * from './golden';
export * from './run-readme-example';
export * from './temporary-folder';
export * from './tiny-experiment';
