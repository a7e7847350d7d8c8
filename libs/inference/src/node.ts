export { createPredictor } from './node/create-predictor';
export { readPhoto, type PhotoFile, type SharpImage } from './node/photo-file';
