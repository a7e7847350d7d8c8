export type * from './predictor/prediction';
export * from './predictor/predictor';
export * from './predictor/select-people';
export * from './triplets/score-triplets';
