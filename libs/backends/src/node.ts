export type { ActiveBackend } from './node/active-backend';
export { cacheFolder } from './node/cache/cache-folder';
export { chooseBackend, type ChooseBackendOptions } from './node/choose-backend';
export {
  setupNativeBackend,
  type NativeSetup,
  type NativeSetupOptions,
} from './node/native/setup-native-backend';
