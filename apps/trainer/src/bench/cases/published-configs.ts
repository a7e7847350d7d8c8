import type { ExperimentInput } from '@turbo-hoi/experiment';
import publishedGuptaMalik from '../../../configs/published-gupta-malik';
import publishedInteractNet from '../../../configs/published-interactnet';
import publishedMaskRcnn from '../../../configs/published-mask-rcnn';
import publishedVcoco from '../../../configs/published-vcoco';
import publishedHoiOnly from '../../../configs/published-vcoco-hoi-only';
import publishedMultiTask from '../../../configs/published-vcoco-multi-task';
import publishedPoseOnly from '../../../configs/published-vcoco-pose-only';
import publishedTurbo1 from '../../../configs/published-vcoco-turbo-1';
import publishedTurbo2 from '../../../configs/published-vcoco-turbo-2';
import type { PUBLISHED_CONFIGS } from './case-names';

/** The networks of the paper's comparisons on V-COCO. */
export const PUBLISHED: Readonly<Record<(typeof PUBLISHED_CONFIGS)[number], ExperimentInput>> = {
  'published-vcoco': publishedVcoco,
  'published-vcoco-turbo-1': publishedTurbo1,
  'published-vcoco-turbo-2': publishedTurbo2,
  'published-vcoco-hoi-only': publishedHoiOnly,
  'published-vcoco-pose-only': publishedPoseOnly,
  'published-vcoco-multi-task': publishedMultiTask,
  'published-interactnet': publishedInteractNet,
  'published-gupta-malik': publishedGuptaMalik,
  'published-mask-rcnn': publishedMaskRcnn,
};
