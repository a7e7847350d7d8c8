export * from './backend-name';
export * from './kernels/register-training-kernels';
export { probeTrainingStep } from './probe/training-step';
