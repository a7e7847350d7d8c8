export { openFileSource } from './node/file-source';
export { openSafetensors, openWeights } from './node/open-weights';
export { readParameters, type ParameterValue } from './node/read-parameters';
export { writeSafetensors, writeTorch } from './node/write-weights';
