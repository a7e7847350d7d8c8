import type { Comparison } from '../experiment-plan';
import {
  BOX_COLUMN,
  HICO_COLUMNS,
  LAYOUT_COLUMNS,
  LAYOUT_EVALUATIONS,
  PIXEL_COLUMNS,
} from './columns';
import { lastOverEach, modelsPlan, type PlanModel } from './models-plan';
import { TABLE_1, TABLE_2 } from './paper-numbers';

/** Configs of Table 1's rows. */
interface HicoConfigs {
  readonly guptaMalik: string;
  readonly interactNet: string;
  readonly pretrain: string;
  readonly semiautomatic: string;
}

const hicoModels = (configs: HicoConfigs): readonly PlanModel[] => [
  { name: 'Gupta & Malik', config: configs.guptaMalik, paper: TABLE_1.guptaMalik },
  { name: 'InteractNet', config: configs.interactNet, paper: TABLE_1.interactNet },
  {
    name: 'proposed, pre-training',
    config: configs.pretrain,
    needs: ['init.model'],
    paper: TABLE_1.pretrain,
  },
  {
    name: 'proposed, semiautomatic',
    config: configs.semiautomatic,
    needs: ['poses.file'],
    paper: TABLE_1.semiautomatic,
  },
];

const HICO = hicoModels({
  guptaMalik: 'published-hico-gupta-malik',
  interactNet: 'published-hico-interactnet',
  pretrain: 'published-hico-pretrain',
  semiautomatic: 'published-hico-annotated',
});

const HICO_SMALL = hicoModels({
  guptaMalik: 'hico-gupta-malik',
  interactNet: 'hico-interactnet',
  pretrain: 'hico',
  semiautomatic: 'hico-annotated',
});

/** Table 1: HICO-DET. */
export const table1Plans: Comparison = {
  hico: modelsPlan(HICO, {
    title: "Table 1: HICO-DET's test split",
    columns: HICO_COLUMNS,
    differences: lastOverEach(HICO),
  }),
  'hico-small': modelsPlan(
    HICO_SMALL,
    {
      title: "Table 1 at small size, on a test split in HICO-DET's layout",
      columns: HICO_COLUMNS,
      differences: lastOverEach(HICO_SMALL),
      notes: ['Detections are annotated boxes with noise, the same for all rows.'],
    },
    [{ config: 'proposed, semiautomatic', stage: 'prior' }],
  ),
};

const [AGENT, ROLE, KP50] = PIXEL_COLUMNS;

const EMBEDDED: readonly PlanModel[] = [
  { name: 'Gupta & Malik', config: 'gupta-malik', paper: TABLE_2.guptaMalik },
  { name: 'InteractNet', config: 'interactnet', paper: TABLE_2.interactNet },
  { name: 'proposed', config: 'turbo-3', paper: TABLE_2.proposed },
];

const LAYOUT: readonly PlanModel[] = [
  { name: 'Gupta & Malik', config: null, paper: TABLE_2.guptaMalik },
  { name: 'InteractNet', config: null, paper: TABLE_2.interactNet },
  { name: 'person-centric, N = 3', config: 'layout-vcoco-paper' },
  { name: 'proposed', config: 'layout-vcoco-turbo-3', paper: TABLE_2.proposed },
];

const VCOCO: readonly PlanModel[] = [
  { name: 'Gupta & Malik', config: 'published-gupta-malik', paper: TABLE_2.guptaMalik },
  { name: 'InteractNet', config: 'published-interactnet', paper: TABLE_2.interactNet },
  { name: 'proposed', config: 'published-vcoco', paper: TABLE_2.proposed },
];

/** Table 2: V-COCO, and the same models elsewhere. */
export const table2Plans: Comparison = {
  embedded: modelsPlan(
    EMBEDDED,
    {
      title: 'Table 2 on the embedded data set',
      columns: [AGENT, ROLE, KP50, BOX_COLUMN],
      differences: lastOverEach(EMBEDDED),
    },
    [{ config: 'proposed', stage: 'prior' }],
  ),
  'layout-vcoco': modelsPlan(
    LAYOUT,
    {
      title: "Table 2 on layouts of V-COCO's val split",
      columns: LAYOUT_COLUMNS,
      settings: ['training.steps=320'],
      evaluations: LAYOUT_EVALUATIONS,
      differences: lastOverEach(LAYOUT),
    },
    [{ config: 'proposed', stage: 'prior' }],
  ),
  vcoco: modelsPlan(VCOCO, {
    title: "Table 2: V-COCO's test split",
    columns: [AGENT, ROLE],
    differences: lastOverEach(VCOCO),
  }),
};
