/** A CVAT export "COCO 1.0": a person who rides horse 1 by a shared attribute and waves, another one who does nothing. */
export const CVAT_EXPORT = {
  licenses: [{ name: '', id: 0, url: '' }],
  info: { contributor: '', date_created: '', description: '', url: '', version: '', year: '' },
  categories: [
    { id: 1, name: 'person', supercategory: '' },
    { id: 2, name: 'horse', supercategory: '' },
  ],
  images: [
    {
      id: 1,
      width: 640,
      height: 480,
      file_name: 'a.jpg',
      license: 0,
      flickr_url: '',
      coco_url: '',
    },
    { id: 2, width: 320, height: 240, file_name: 'sub/b.jpg', license: 0, flickr_url: '' },
  ],
  annotations: [
    {
      ...{ id: 1, image_id: 1, category_id: 1, segmentation: [], area: 20000, iscrowd: 0 },
      bbox: [100, 50, 100, 200],
      attributes: { wave: true, male: false, link: '1', occluded: false, rotation: 0.0, age: 30 },
    },
    {
      ...{ id: 2, image_id: 1, category_id: 2, segmentation: [], area: 60000, iscrowd: 0 },
      bbox: [80, 150, 300, 400],
      attributes: { link: '1', action: 'ride', occluded: true, rotation: 0.0 },
    },
    {
      ...{ id: 3, image_id: 1, category_id: 1, segmentation: [], area: 100, iscrowd: 0 },
      bbox: [500, 10, 10, 10],
      attributes: { wave: false, male: true, link: '', occluded: false, rotation: 0.0 },
    },
    {
      ...{ id: 4, image_id: 2, category_id: 1, segmentation: [], area: 100, iscrowd: 0 },
      bbox: [5, 10, 10, 10],
      attributes: { wave: false, male: false, link: '0', occluded: false, rotation: 0.0 },
    },
  ],
};

const size = { original_width: 640, original_height: 480, image_rotation: 0 };
const rectangle = (id: string, label: string, [x, y, width, height]: number[]) => ({
  ...size,
  id,
  from_name: 'label',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y, width, height, rotation: 0, rectanglelabels: [label] },
});
const relation = (from: string, to: string, labels?: string[], direction = 'right') => ({
  ...{ from_id: from, to_id: to, type: 'relation', direction },
  ...(labels && { labels }),
});

/** A task of a Label Studio export "JSON": a man who rides a horse and waves; a second relation has no label. */
export const LABEL_STUDIO_TASK = {
  id: 12,
  data: { image: '/data/upload/3/1a2b3c4d-street%20a.jpg' },
  annotations: [
    { id: 1, was_cancelled: true, result: [] },
    {
      id: 2,
      was_cancelled: false,
      ground_truth: false,
      result: [
        rectangle('p1', 'man', [10, 10, 20, 50]),
        rectangle('h1', 'horse', [10, 30, 50, 60]),
        rectangle('b1', 'bag', [80, 80, 10, 10]),
        {
          ...size,
          id: 'p1',
          from_name: 'does',
          to_name: 'image',
          type: 'choices',
          value: { x: 10, y: 10, width: 20, height: 50, rotation: 0, choices: ['wave', 'sit'] },
        },
        {
          ...size,
          id: 'k1',
          parentID: 'p1',
          from_name: 'joint',
          to_name: 'image',
          type: 'keypointlabels',
          value: { x: 15, y: 12, width: 0.4, keypointlabels: ['Left Eye'] },
        },
        relation('p1', 'h1', ['rides']),
        relation('b1', 'p1'),
      ],
    },
  ],
  predictions: [],
};

export const putRelation = relation;
