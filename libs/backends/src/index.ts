export * from './backend-name';
export * from './kernels/register-training-kernels';
export * from './probe/training-step';
