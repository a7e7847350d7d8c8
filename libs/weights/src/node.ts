export { openFileSource } from './node/file-source';
export { openSafetensors, openWeights } from './node/open-weights';
export { readParameters } from './node/read-parameters';
export { writeSafetensors, writeTorch } from './node/write-weights';
