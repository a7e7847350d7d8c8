export * from './hoi.module';
export * from './pair-context/pair-context-hoi';
export * from './pair-context/pair-context-options';
export * from './pair-context/pair-context.plugin';
export * from './pose-aware/hoi-trunk';
export * from './pose-aware/pose-aware-hoi';
export * from './pose-aware/pose-aware-hoi.plugin';
export * from './target-choice/choose-target';
