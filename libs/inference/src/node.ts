export { createPredictor } from './node/create-predictor';
export { openPredictor, type RunPredictorOptions } from './node/open-predictor';
export { readPhoto, type PhotoFile, type SharpImage } from './node/photo-file';
