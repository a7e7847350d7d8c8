export * from './index';
export { openCommunicator } from './node/open-communicator';
