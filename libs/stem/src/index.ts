export * from './annotated/annotated-detector';
export * from './annotated/annotated-detector.plugin';
export * from './object-branch/object-branch';
export * from './small/blocks';
export * from './small/small-stem';
export * from './small/small-stem.plugin';
export * from './stem.module';
