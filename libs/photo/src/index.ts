export * from './model/pair-statistics';
export * from './model/photo-model';
export * from './predictor/create-photo-predictor';
export * from './predictor/display-limits';
export * from './ranking/ranking';
