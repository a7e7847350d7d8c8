export type * from './vcoco/vcoco-result';
export type { CocoFiles } from './node/score-keypoints';
export { scoreKeypointFiles } from './node/score-keypoints';
export type { ScoreOptions } from './node/score-options';
export { scoreVcocoFiles } from './node/score-vcoco';
export type { VcocoFiles, VcocoScores } from './node/score-vcoco';
export type { CocoStats } from './files/coco/coco-stats';
export { scoreBoxFiles } from './node/score-boxes';
export type { CocoBoxScores } from './node/score-boxes';
export { scoreHicoFiles } from './node/score-hico';
export type { HicoFiles, HicoScores } from './node/score-hico';
export {
  writeCocoResults,
  writeHicoDetections,
  writeVcocoDetections,
} from './node/write-detections';
export type { CocoResult } from './node/write-detections';
export type { VcocoImageDetections } from './files/vcoco/vcoco-records';
