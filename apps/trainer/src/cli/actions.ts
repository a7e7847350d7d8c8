/* eslint-disable @typescript-eslint/no-require-imports */
import type * as annotate from '../annotate/annotate-command';
import type * as bench from '../bench/bench-command';
import type * as completion from '../completion/completion-command';
import type * as compare from '../compare/compare-command';
import type * as doctor from '../doctor/doctor-command';
import type * as trainDetector from '../detector/train-detector-command';
import type * as evaluate from '../evaluate/evaluate-command';
import type * as experiment from '../experiment/experiment-command';
import type * as importWeights from '../import-weights/import-weights-command';
import type * as init from '../init/init-command';
import type * as inspect from '../inspect/inspect-command';
import type * as newPlugin from '../new/new-command';
import type * as photoCheck from '../photo/photo-check-command';
import type * as photoPhotos from '../photo/photo-photos-command';
import type * as photoTrain from '../photo/photo-train-command';
import type * as predict from '../predict/predict-command';
import type * as naming from '../setup/name-setup';
import type * as setup from '../setup/setup-command';
import type * as score from '../score/score-command';
import type * as train from '../train/train-command';

/** The commands' actions, loaded on demand to keep --help fast. */
export const actions = {
  train: () => require('../train/train-command') as typeof train,
  trainDetector: () => require('../detector/train-detector-command') as typeof trainDetector,
  evaluate: () => require('../evaluate/evaluate-command') as typeof evaluate,
  compare: () => require('../compare/compare-command') as typeof compare,
  doctor: () => require('../doctor/doctor-command') as typeof doctor,
  inspect: () => require('../inspect/inspect-command') as typeof inspect,
  annotate: () => require('../annotate/annotate-command') as typeof annotate,
  score: () => require('../score/score-command') as typeof score,
  predict: () => require('../predict/predict-command') as typeof predict,
  photoTrain: () => require('../photo/photo-train-command') as typeof photoTrain,
  photoCheck: () => require('../photo/photo-check-command') as typeof photoCheck,
  photoPhotos: () => require('../photo/photo-photos-command') as typeof photoPhotos,
  new: () => require('../new/new-command') as typeof newPlugin,
  experiment: () => require('../experiment/experiment-command') as typeof experiment,
  importWeights: () => require('../import-weights/import-weights-command') as typeof importWeights,
  setup: () => require('../setup/setup-command') as typeof setup,
  nameSetup: () => require('../setup/name-setup') as typeof naming,
  init: () => require('../init/init-command') as typeof init,
  completion: () => require('../completion/completion-command') as typeof completion,
  bench: () => require('../bench/bench-command') as typeof bench,
};
