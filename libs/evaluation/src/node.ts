export type * from './vcoco/vcoco-result';
export type { CocoFiles } from './node/score-keypoints';
export { scoreKeypointFiles } from './node/score-keypoints';
export type { ScoreOptions } from './node/score-options';
