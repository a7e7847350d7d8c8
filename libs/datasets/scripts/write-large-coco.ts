// Writes an instances file of the size and shape of COCO's largest, of random numbers: write-large-coco.ts FILE [--keypoints]
import { COCO_CATEGORY_IDS, createRng } from '@turbo-hoi/core';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { argv, exit, stderr, stdout } from 'node:process';

const IMAGES = 118_287;
const ANNOTATIONS = 860_001;
/** With keypoints fewer people, of 51 numbers more. */
const PEOPLE = 262_465;

const [path, ...flags] = argv.slice(2);
const keypoints = flags.includes('--keypoints');
const rng = createRng(0);
const ids = keypoints ? [1] : [...COCO_CATEGORY_IDS.values()];
const decimal = (bound: number) => rng.int(bound * 100) / 100;

async function main(): Promise<void> {
  const stream = createWriteStream(path);
  const write = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  await write('{"info": {"year": 2017, "description": "of random numbers"}, "licenses": [], ');
  await writeList(write, 'images', IMAGES, image);
  await write(', ');
  await writeList(write, 'annotations', keypoints ? PEOPLE : ANNOTATIONS, annotation);
  await write(`, "categories": ${JSON.stringify(categories())}}`);
  stream.end();
  await once(stream, 'close');
  stdout.write(`${path}: ${(stream.bytesWritten / 1e6).toFixed(0)} MB\n`);
}

async function writeList(
  write: (text: string) => Promise<void>,
  key: string,
  count: number,
  entry: (index: number) => object,
): Promise<void> {
  await write(`"${key}": [`);
  for (let i = 0; i < count; i++) await write((i > 0 ? ', ' : '') + JSON.stringify(entry(i)));
  await write(']');
}

function image(index: number): object {
  const name = `${String(index + 1).padStart(12, '0')}.jpg`;
  return {
    license: 1 + rng.int(8),
    file_name: name,
    coco_url: `http://images.example.org/train2017/${name}`,
    height: 480,
    width: 640,
    date_captured: '2013-11-14 11:18:45',
    flickr_url: `http://farm9.example.com/8186/${rng.int(1e9)}_${rng.int(1e9)}_z.jpg`,
    id: index + 1,
  };
}

function annotation(index: number): object {
  const outline = Array.from({ length: 10 + 2 * rng.int(50) }, () => decimal(480));
  const points = Array.from({ length: 17 }, () => [rng.int(640), rng.int(480), rng.int(3)]);
  return {
    segmentation: [outline],
    ...(keypoints ? { num_keypoints: 17, keypoints: points.flat() } : {}),
    area: decimal(50_000) + 1,
    iscrowd: 0,
    image_id: 1 + rng.int(IMAGES),
    bbox: [decimal(400), decimal(300), 1 + decimal(200), 1 + decimal(150)],
    category_id: rng.pick(ids),
    id: index + 1,
  };
}

function categories(): object[] {
  const all = [...COCO_CATEGORY_IDS].map(([name, id]) => ({ supercategory: 'thing', id, name }));
  if (!keypoints) return all;
  const names = Array.from({ length: 17 }, (_, k) => `keypoint ${k}`);
  return [{ ...all[0], keypoints: names, skeleton: [] }];
}

if (path === undefined) {
  stderr.write('write-large-coco.ts FILE [--keypoints]\n');
  exit(2);
}
void main();
