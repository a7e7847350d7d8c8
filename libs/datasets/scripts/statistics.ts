// Counts what the synthetic set's training split holds, and times it: statistics.ts [--images N]
import { boxArea, columnName, type Interaction, type XyxyBox } from '@turbo-hoi/core';
import { cpuUsage, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { describeScene, renderSample, SYNTHETIC_INFO, syntheticSchema } from '../src/index';

const { values } = parseArgs({ options: { images: { type: 'string', default: '1500' } } });
const count = Number(values.images);
const options = syntheticSchema.parse({});
const { actions, objectClasses } = SYNTHETIC_INFO;

const started = cpuUsage();
const samples = Array.from({ length: count }, (_, i) => renderSample(options, 'train', i));
const { user, system } = cpuUsage(started);
const figures = Array.from({ length: count }, (_, i) => describeScene(options, 'train', i)).flatMap(
  (scene) => scene.figures,
);
const people = samples.flatMap((sample) => sample.people);

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const line = (...cells: (string | number)[]) => stdout.write(`${cells.join(' | ')}\n`);
const tally = <T>(items: readonly T[], keep: (item: T) => boolean) => items.filter(keep).length;
const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

line('images', count);
line('people an image', (people.length / count).toFixed(2));
line('objects an image', (samples.flatMap((s) => s.objects).length / count).toFixed(2));
line('CPU ms an image', ((user + system) / 1000 / count).toFixed(2));
line('median body area / box', median(people.map((p) => p.area / boxArea(p.box))).toFixed(2));
line('median body area', median(people.map((p) => p.area)));

const visibility = people.flatMap(({ keypoints }) => [...keypoints!].filter((_, i) => i % 3 === 2));
for (const v of [0, 1, 2]) {
  line(
    `keypoints v = ${v}`,
    percent(
      tally(visibility, (x) => x === v),
      visibility.length,
    ),
  );
}
for (const mode of ['clear', 'acting', 'arms', 'legs', 'all']) {
  line(
    `limbs ${mode}`,
    percent(
      tally(figures, (f) => f.limbMode === mode),
      figures.length,
    ),
  );
}
actions.columns.forEach(({ role }, column) => {
  const does = (list: readonly Interaction[]) => list.filter((i) => i.column === column);
  const positives = people.flatMap(({ interactions }) => does(interactions!));
  const located = tally(positives, ({ object }) => object !== null);
  const name = columnName(actions, column);
  const cut = role === null ? 'no role' : `target ${percent(located, positives.length)}`;
  line(name, positives.length, percent(positives.length, people.length), cut);
});
objectClasses.slice(1).forEach((name, i) => {
  const all = samples.flatMap(({ objects }) =>
    objects.filter(({ category }) => category === i + 1),
  );
  line(name, all.length);
});

const quantile = (numbers: number[], share: number) =>
  numbers.sort((a, b) => a - b)[Math.floor(share * numbers.length)].toFixed(1);
const heights = people.map(({ box }) => box[3] - box[1]);
line('body height', ...[0.05, 0.5, 0.95].map((share) => quantile(heights, share)));
const sides = samples.flatMap(({ people: own, objects }) =>
  own.flatMap(({ interactions }) =>
    interactions!.flatMap(({ object }) =>
      object === null ? [] : [shorterSide(objects[object].box)],
    ),
  ),
);
const large = percent(
  tally(sides, (side) => side >= 12),
  sides.length,
);
line('shorter side of used objects', quantile(sides, 0.5), `12 or more: ${large}`);
// How much an object tells about the action.
const told = { chair: 'sit', 'tennis racket': 'hit_instr', skateboard: 'skateboard', cup: 'drink' };
const more = { 'cell phone': 'talk_on_phone', 'sports ball': 'kick' };
for (const [name, deed] of Object.entries({ ...told, ...more })) {
  const near = samples.flatMap(({ people: own, objects }) =>
    own.filter(({ box }) =>
      objects.some((object) => objectClasses[object.category] === name && isNear(object.box, box)),
    ),
  );
  const acting = tally(near, ({ interactions }) =>
    interactions!.some(({ column }) => columnName(actions, column) === deed),
  );
  line(`${deed} near a ${name}`, percent(acting, near.length));
}

function shorterSide([x1, y1, x2, y2]: XyxyBox): number {
  return Math.min(x2 - x1, y2 - y1);
}

/** Whether the middle of an object is within the person's box, widened by 30 % at the sides, 20 % above and below. */
function isNear([a1, b1, a2, b2]: XyxyBox, [x1, y1, x2, y2]: XyxyBox): boolean {
  const [x, y] = [(a1 + a2) / 2, (b1 + b2) / 2];
  const [dx, dy] = [0.3 * (x2 - x1), 0.2 * (y2 - y1)];
  return x > x1 - dx && x < x2 + dx && y > y1 - dy && y < y2 + dy;
}
