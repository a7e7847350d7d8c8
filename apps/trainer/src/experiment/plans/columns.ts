import type { PlanColumn } from '../experiment-plan';

/** The columns of pixels: V-COCO's APs and COCO's keypoint AP, the paper's three charts. */
export const PIXEL_COLUMNS: readonly PlanColumn[] = [
  { title: 'AP agent', score: 'apAgent', chart: 'AP agent (Fig. 3a)' },
  { title: 'AP role', score: 'apRole', chart: 'AP role (Fig. 3b)' },
  { title: 'AP kp50', score: 'apKp50', chart: 'AP kp50 (Fig. 3c)' },
];

export const BOX_COLUMN: PlanColumn = { title: 'box AP50', score: 'boxAp50' };

/** How layouts are evaluated besides: on simulated detections. */
export const LAYOUT_EVALUATIONS = {
  simulated: ['--detector', 'detection-noise', '--detector-set', 'noise=photo'],
};

/** The columns of layouts: V-COCO's APs on annotated boxes, and keypoints on simulated detections, where they have errors. */
export const LAYOUT_COLUMNS: readonly PlanColumn[] = [
  { title: 'AP agent', score: 'apAgent', chart: 'AP agent (Fig. 3a)' },
  { title: 'AP role', score: 'apRole', chart: 'AP role (Fig. 3b)' },
  {
    title: 'AP kp50',
    evaluation: 'simulated',
    score: 'apKp50',
    chart: 'AP kp50, simulated detections (Fig. 3c)',
  },
];

/** HICO-DET's mAP of its default setting, as Table 1. */
export const HICO_COLUMNS: readonly PlanColumn[] = [
  { title: 'full', score: 'hico.default.full', chart: 'mAP, full' },
  { title: 'rare', score: 'hico.default.rare', chart: 'mAP, rare' },
  { title: 'non-rare', score: 'hico.default.nonRare', chart: 'mAP, non-rare' },
];
