import type { Comparison, ExperimentPlan, PlanDifference, PlanRow } from '../experiment-plan';
import { BOX_COLUMN, LAYOUT_COLUMNS, LAYOUT_EVALUATIONS, PIXEL_COLUMNS } from './columns';
import { modelsPlan, type PlanModel } from './models-plan';
import { CLAIMS, TABLE_2 } from './paper-numbers';

const TURBO = 'turbo, N = 3';
const TURBO_2 = 'turbo, N = 2';
const TURBO_1 = 'turbo, N = 1';
const MULTI_TASK = 'multi-task, N = 1';
const HOI_1 = 'without pose, N = 1';
const POSE_1 = 'without HOI, N = 1';
const HOI_3 = 'without pose, N = 3';
const POSE_3 = 'without HOI, N = 3';
const stage = (number: PlanRow['stage']): PlanRow => ({ config: TURBO, stage: number });

/** The built-in configs of Fig. 3's bars on a data set. */
interface Figure3Configs {
  readonly turbo: readonly [one: string, two: string, three: string];
  readonly multiTask: string;
  readonly explicit: string;
  readonly hoiOnly: string;
  readonly poseOnly: string;
  /** As deep as `turbo` of three stages; the paper has none. */
  readonly hoiOnly3?: string;
  readonly poseOnly3?: string;
  /** Further models, as {@link PlanModel}s: rivals of the paper's Fig. 3(c). */
  readonly rivals?: readonly PlanModel[];
}

/** Do pose, HOI recognition and stages help each other? Fig. 3, whose stages cost no training of their own. */
function figure3(
  configs: Figure3Configs,
  plan: Pick<ExperimentPlan, 'title' | 'columns'> & Partial<ExperimentPlan>,
): ExperimentPlan {
  const [one, two, three] = configs.turbo;
  // The paper's "explicit input" is its loop of one stage.
  const explicit = configs.explicit === one ? TURBO_1 : 'explicit, N = 1';
  const { hoiOnly3, poseOnly3, rivals = [] } = configs;
  const models: PlanModel[] = [
    { name: TURBO, config: three, paper: TABLE_2.proposed },
    { name: TURBO_2, config: two },
    { name: TURBO_1, config: one },
    ...(explicit === TURBO_1 ? [] : [{ name: explicit, config: configs.explicit }]),
    { name: MULTI_TASK, config: configs.multiTask },
    { name: HOI_1, config: configs.hoiOnly },
    { name: POSE_1, config: configs.poseOnly },
    ...(hoiOnly3 ? [{ name: HOI_3, config: hoiOnly3 }] : []),
    ...(poseOnly3 ? [{ name: POSE_3, config: poseOnly3 }] : []),
    ...rivals,
  ];
  const [withoutPose, withoutHoi] = [hoiOnly3 ? HOI_3 : HOI_1, poseOnly3 ? POSE_3 : POSE_1];
  return modelsPlan(
    models,
    {
      ...plan,
      differences: [...claims(explicit), ...further(configs)],
      pictures: { turbo: TURBO, withoutPose, withoutHoi },
    },
    [stage('prior'), stage(0), stage(1), stage(2)],
  );
}

/** The paper's eleven differences. "From stage 1 to stage 3" is read as the stages of one model. */
function claims(explicit: string): PlanDifference[] {
  return [
    {
      question: 'Pose helps HOI: N = 1 over without pose, N = 1',
      of: [{ config: TURBO_1 }, { config: HOI_1 }],
      paper: CLAIMS.withoutPose,
    },
    {
      question: 'The pose as an input: explicit over multi-task, N = 1',
      of: [{ config: explicit }, { config: MULTI_TASK }],
      paper: CLAIMS.explicit,
    },
    {
      question: 'HOI helps pose: N = 1 over without HOI, N = 1',
      of: [{ config: TURBO_1 }, { config: POSE_1 }],
      paper: CLAIMS.withoutHoi,
    },
    {
      question: 'Stages: stage 2 over stage 1 of one model',
      of: [stage(2), stage(1)],
      paper: CLAIMS.secondStage,
    },
    {
      question: 'Stages: stage 3 over stage 2 of one model',
      of: [stage(3), stage(2)],
      paper: CLAIMS.thirdStage,
    },
  ];
}

/** What the paper does not state, or what its words may mean besides. */
function further({ hoiOnly3, poseOnly3 }: Figure3Configs): PlanDifference[] {
  return [
    {
      question: 'Stages: N = 2 over a separately trained N = 1',
      of: [{ config: TURBO_2 }, { config: TURBO_1 }],
    },
    {
      question: 'Stages: N = 3 over a separately trained N = 2',
      of: [{ config: TURBO }, { config: TURBO_2 }],
    },
    ...(hoiOnly3
      ? [
          {
            question: 'Pose helps HOI: N = 3 over without pose, N = 3',
            of: [{ config: TURBO }, { config: HOI_3 }] as const,
          },
        ]
      : []),
    ...(poseOnly3
      ? [
          {
            question: 'HOI helps pose: N = 3 over without HOI, N = 3',
            of: [{ config: TURBO }, { config: POSE_3 }] as const,
          },
        ]
      : []),
    { question: 'HOI guides pose: stage 3 over stage 0', of: [stage(3), stage(0)] },
  ];
}

export const figure3Plans: Comparison = {
  embedded: figure3(
    {
      turbo: ['turbo-1', 'turbo-2', 'turbo-3'],
      explicit: 'turbo-1',
      multiTask: 'multi-task',
      hoiOnly: 'hoi-only-1',
      poseOnly: 'pose-only-1',
      hoiOnly3: 'hoi-only',
      poseOnly3: 'pose-only',
      rivals: [
        { name: 'Mask R-CNN', config: 'mask-rcnn' },
        { name: 'RMPE', config: 'rmpe' },
      ],
    },
    {
      title: 'Fig. 3 on the embedded data set',
      columns: [...PIXEL_COLUMNS, BOX_COLUMN],
      notes: [
        'Here the stem is frozen and messages carry no gradient, so that the tasks of multi-task training share no weight that is trained: its recognition is that of the model without pose and its pose that of the model without HOI, but for steps whose gradients are clipped together.',
      ],
    },
  ),
  'layout-vcoco': figure3(
    {
      turbo: ['layout-vcoco-turbo-1', 'layout-vcoco-turbo-2', 'layout-vcoco-turbo-3'],
      explicit: 'layout-vcoco-explicit',
      multiTask: 'layout-vcoco-multi-task',
      hoiOnly: 'layout-vcoco-hoi-only-1',
      poseOnly: 'layout-vcoco-pose-only-1',
      hoiOnly3: 'layout-vcoco-hoi-only',
      poseOnly3: 'layout-vcoco-pose-only',
    },
    {
      title: "Fig. 3 on layouts of V-COCO's val split",
      columns: LAYOUT_COLUMNS,
      settings: ['training.steps=320'],
      evaluations: LAYOUT_EVALUATIONS,
    },
  ),
  vcoco: figure3(
    {
      turbo: ['published-vcoco-turbo-1', 'published-vcoco-turbo-2', 'published-vcoco'],
      explicit: 'published-vcoco-turbo-1',
      multiTask: 'published-vcoco-multi-task',
      hoiOnly: 'published-vcoco-hoi-only',
      poseOnly: 'published-vcoco-pose-only',
      rivals: [{ name: 'Mask R-CNN', config: 'published-mask-rcnn' }],
    },
    { title: 'Fig. 3 on V-COCO', columns: PIXEL_COLUMNS },
  ),
};
