import type { DatasetInfo } from '@turbo-hoi/core';
import type { SplitCounts } from './inspection';

/** Numbers of an official release, by the names that the tables of an inspection use. */
export interface PublishedCounts {
  readonly source: string;
  readonly facts?: Readonly<Record<string, number>>;
  readonly totals?: Readonly<Record<string, SplitCounts>>;
  /** People by action. */
  readonly actions?: Readonly<Record<string, SplitCounts>>;
  /** By `action role`: objects. */
  readonly roles?: Readonly<Record<string, SplitCounts>>;
}

/**
 * The published numbers of a data set, recognised by its vocabulary; null if unknown.
 *
 * @param fileName of any image, which tells COCO's releases from each other and V-COCO from data sets with its actions; absent: labels alone
 */
export function publishedCounts(info: DatasetInfo, fileName?: string): PublishedCounts | null {
  const names = info.actions.actions.map(({ name }) => name);
  const isVcoco = names.join() === Object.keys(VCOCO_ACTIONS).join();
  // Drafts of own photographs have the same actions.
  if (isVcoco) return fileName === undefined || COCO_IMAGE.test(fileName) ? VCOCO : null;
  if (info.hois?.length === 600 && names.length === 117) return HICO_DET;
  const isCoco = names.length === 0 && info.objectClasses.length === 80;
  return isCoco && /(^|\/)\d{12}\.jpg$/.test(fileName ?? '') ? COCO_2017 : null;
}

/** Names of COCO's images, in 2014 with a prefix. */
const COCO_IMAGE = /(?:^|[/_])\d{12}\.\w+$/;

// Train and validation, from the released vcoco_train.json and vcoco_val.json.
const VCOCO_ACTIONS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> =
  {
    hold: { people: [1838, 2163], obj: [1416, 1608] },
    stand: { people: [2150, 2448] },
    sit: { people: [935, 1054], instr: [521, 551] },
    ride: { people: [252, 236], instr: [222, 223] },
    walk: { people: [300, 356] },
    look: { people: [1770, 2055], obj: [1431, 1696] },
    hit: { people: [164, 203], instr: [157, 185], obj: [106, 122] },
    eat: { people: [301, 376], obj: [171, 232], instr: [73, 80] },
    jump: { people: [319, 381], instr: [224, 265] },
    lay: { people: [243, 228], instr: [153, 130] },
    talk_on_phone: { people: [167, 187], instr: [139, 153] },
    carry: { people: [236, 262], obj: [220, 244] },
    throw: { people: [159, 141], obj: [136, 125] },
    catch: { people: [152, 161], obj: [125, 131] },
    cut: { people: [127, 173], instr: [107, 140], obj: [92, 140] },
    run: { people: [305, 317] },
    work_on_computer: { people: [210, 248], instr: [180, 218] },
    ski: { people: [190, 310], instr: [164, 273] },
    surf: { people: [239, 259], instr: [235, 250] },
    skateboard: { people: [220, 269], instr: [208, 259] },
    smile: { people: [678, 867] },
    drink: { people: [63, 70], instr: [58, 67] },
    kick: { people: [65, 77], obj: [62, 72] },
    point: { people: [15, 23], instr: [8, 13] },
    read: { people: [51, 65], obj: [34, 52] },
    snowboard: { people: [176, 212], instr: [166, 201] },
  };

const VCOCO: PublishedCounts = {
  source: 'V-COCO (Gupta and Malik 2015, arXiv:1505.04474), the released label files',
  facts: { actions: 26, 'action-roles': 25, 'object classes': 80 },
  totals: {
    images: { train: 2533, validation: 2867, test: 4946 },
    'people with actions': { train: 3932, validation: 4499 },
  },
  actions: Object.fromEntries(
    Object.entries(VCOCO_ACTIONS).map(([action, { people }]) => [
      action,
      trainAndValidation(people),
    ]),
  ),
  roles: Object.fromEntries(
    Object.entries(VCOCO_ACTIONS).flatMap(([action, counts]) =>
      Object.entries(counts)
        .filter(([role]) => role !== 'people')
        .map(([role, objects]) => [`${action} ${role}`, trainAndValidation(objects)]),
    ),
  ),
};

const HICO_DET: PublishedCounts = {
  source: 'HICO-DET (Chao et al. 2018, arXiv:1702.05448), the released annotations',
  facts: { actions: 117, 'object classes': 80, interactions: 600, 'rare interactions': 138 },
  totals: { images: { train: 38118, test: 9658 }, 'located pairs': { test: 33405 } },
};

const COCO_2017: PublishedCounts = {
  source: 'COCO 2017 person keypoints (Lin et al. 2014, arXiv:1405.0312), the released annotations',
  facts: { 'object classes': 80 },
  totals: {
    // val2017 replaces the test set, whose annotations are not public.
    images: { train: 118287, validation: 5000, test: 5000 },
    'people with keypoints': { train: 149813, validation: 6352, test: 6352 },
  },
};

function trainAndValidation([train, validation]: readonly [number, number]): SplitCounts {
  return { train, validation };
}
