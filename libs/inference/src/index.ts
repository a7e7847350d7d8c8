export type * from './predictor/prediction';
export * from './predictor/predictor';
export * from './predictor/select-people';
export * from './scoring/evaluate-model';
export * from './scoring/mean-prediction';
export * from './scoring/pose-scores';
export * from './scoring/stage-scorer';
export type * from './scoring/stage-scores';
export * from './triplets/score-triplets';
