export type { ActiveBackend } from './node/active-backend';
export { chooseBackend, type ChooseBackendOptions } from './node/choose-backend';
export { describeReport, runCli } from './node/cli';
export { nameSetupCommand } from './node/setup-command';
export { inspectBackends, type BackendReport, type Speed } from './node/inspect-backends';
export { type CudaReport, cudaAdvice, describeCuda, inspectCuda } from './node/native/cuda';
export {
  setupNativeBackend,
  type NativeSetup,
  type NativeSetupOptions,
} from './node/native/setup-native-backend';
