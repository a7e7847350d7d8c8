export * from './loop/train';
export * from './optimizers/adam';
export * from './optimizers/elementwise-optimizer';
export * from './optimizers/optimizer';
export * from './optimizers/sgd';
export * from './schedule/learning-rate-schedule';
export * from './steps/train-step';
export * from './training.module';
