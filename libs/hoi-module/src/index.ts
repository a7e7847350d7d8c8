export * from './hoi.module';
export * from './pose-aware/hoi-trunk';
export * from './pose-aware/pose-aware-hoi';
export * from './pose-aware/pose-aware-hoi.plugin';
export * from './target-choice/choose-target';
