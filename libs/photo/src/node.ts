export {
  createPhotoPredictor,
  type PhotoFilePredictorOptions,
} from './node/create-photo-predictor';
export * from './node/shipped-model';
