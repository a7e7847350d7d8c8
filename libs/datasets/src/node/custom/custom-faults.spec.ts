import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changed, EXAMPLE, putCustom } from '../../testing/custom-fixture';
import { openCustom } from './custom-dataset';
import { customDatasetSchema } from './custom-options';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

const open = (options: object = {}) => openCustom(customDatasetSchema.parse({ root, ...options }));

/** The faults of a document, without the file's name. */
async function faults(document: unknown, options: object = {}): Promise<string[]> {
  await putCustom(root, document);
  const message = await open(options).then(
    () => '',
    (error: Error) => error.message,
  );
  return message
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim());
}

describe('a faulty data set file', () => {
  const PERSON = 'images.0.people.0';
  const DEED = `${PERSON}.interactions`;
  const OBJECTS = 'images.0.objects';

  it.each<[string, Record<string, unknown>, string]>([
    [
      'an unknown action',
      { [`${DEED}.1.action`]: 'cutt' },
      'images[0].people[0].interactions[1].action: got "cutt"; did you mean "cut"?',
    ],
    [
      'an unknown role',
      { [`${DEED}.1.role`]: 'with' },
      'images[0].people[0].interactions[1].role: got "with"; expected one of obj, instr',
    ],
    [
      'a role left open',
      { [`${DEED}.1.role`]: undefined },
      'images[0].people[0].interactions[1].role: missing; expected one of obj, instr for "cut"',
    ],
    [
      'an object of an action without one',
      { [`${DEED}.0.object`]: 0 },
      'images[0].people[0].interactions[0].object: got a value; "stand" has no roles, leave it out',
    ],
    [
      'an index beyond the objects',
      { [`${DEED}.1.object`]: 2 },
      'images[0].people[0].interactions[1].object: got 2; the image has 2 objects, counted from 0',
    ],
    [
      'an unknown class',
      { [`${OBJECTS}.1.class`]: 'Knive' },
      'images[0].objects[1].class: got "Knive"; did you mean "knife"?',
    ],
    [
      'a box as width and height',
      { [`${OBJECTS}.0.box`]: [260, 260, 130, 60] },
      'images[0].objects[0].box: got [260, 260, 130, 60]; expected x1 < x2 and y1 < y2 (edges, not width and height)',
    ],
    [
      'a box outside',
      { [`${PERSON}.box`]: [-5, 0, 9, 9] },
      'images[0].people[0].box: got [-5, 0, 9, 9]; expected it inside the image, 640×480',
    ],
    [
      'a box with three numbers',
      { [`${PERSON}.box`]: [1, 2, 3] },
      'images[0].people[0].box: got [1,2,3]; expected at least 4 entries',
    ],
    [
      'no number in a box',
      { [`${PERSON}.box.2`]: null },
      'images[0].people[0].box[2]: got null; expected a number',
    ],
    [
      'keypoints of a set without',
      { [`${PERSON}.keypoints`]: [1, 1, 2] },
      'images[0].people[0].keypoints: got keypoints; expected none, since the top-level "keypoints" is null',
    ],
    [
      'too few keypoints',
      { keypoints: { names: ['head', 'foot'] }, [`${PERSON}.keypoints`]: [1, 2, 2] },
      'images[0].people[0].keypoints: got 3 numbers; expected x, y, v of 2 keypoints',
    ],
    [
      'a keypoint of unknown visibility',
      { keypoints: { names: ['head'] }, [`${PERSON}.keypoints`]: [1, 2, 3] },
      'images[0].people[0].keypoints[2]: got 1, 2, 3 for head; expected v = 0 (not labelled), 1 (hidden) or 2 (visible)',
    ],
    [
      'a labelled keypoint outside, not one without a label',
      {
        keypoints: { names: ['head', 'foot'] },
        [`${PERSON}.keypoints`]: [-9, 5, 0, 641, 5, 1],
      },
      'images[0].people[0].keypoints[3]: got 641, 5, 1 for foot; expected it inside the image, 640×480, or v = 0',
    ],
    [
      'an unknown field',
      { 'images.0.flie': 'x' },
      'images[0]: unknown field "flie", did you mean "file"? Fields here: file, split, width, height, people, objects',
    ],
    [
      'an unknown split',
      { 'images.0.split': 'val' },
      'images[0].split: got "val"; expected "train" or "validation" or "test"',
    ],
    [
      'a file that is listed twice',
      { 'images.1': { ...EXAMPLE.images[0], split: 'test' } },
      'images[1].file: "images/0001.jpg" is images[0] already',
    ],
    ['an image that is none', { 'images.0': 7 }, 'images[0]: got 7; expected an object'],
  ])('reports %s with its path and the expected value', async (_, changes, line) => {
    expect(await faults(changed(changes))).toEqual([line]);
  });

  it('rejects NaN, which Python writes, as a coordinate', async () => {
    const [line] = await faults(JSON.stringify(EXAMPLE).replace('260', 'NaN'));
    expect(line).toMatch(/^images\[0\].objects\[0\].box\[0\]: got NaN; expected a number/);
  });

  it.each<[RegExp, Record<string, unknown>]>([
    [/format, version: got "turbo-hoi dataset", 2; expected .*, 1\./, { version: 2 }],
    [/format, version: got undefined, 1/, { format: undefined }],
    [/actions: got nothing; expected a list/, { actions: undefined }],
    [/actions\[1\]: "a" is listed twice/, { actions: [action('a'), action('a')] }],
    [/actions\[0\]: unknown field "role", did you mean "roles"/, { 'actions.0.role': 'obj' }],
    [/actions\[0\].roles\[1\]: "obj" is listed twice/, { 'actions.0.roles': ['obj', 'obj'] }],
    [/objectClasses\[0\]: got "cup"; expected "person"/, { objectClasses: ['cup', 'person'] }],
    [/keypoints: got "cocoo"; expected/, { keypoints: 'cocoo' }],
    [
      /keypoints.mirror\[0\]\[1\]: got "fot"; did you mean "foot"/,
      { keypoints: { names: ['head', 'foot'], mirror: [['head', 'fot']] } },
    ],
    [
      /keypoints.mirror: "a" and "c" have to be one pair/,
      {
        keypoints: {
          names: ['a', 'b', 'c'],
          mirror: [
            ['a', 'b'],
            ['a', 'c'],
          ],
        },
      },
    ],
    [
      /keypoints.sigmas: got 1; expected one for each of the 2 names/,
      { keypoints: { names: ['a', 'b'], sigmas: [1] } },
    ],
  ])('stops at %s', async (message, changes) => {
    await putCustom(root, changed(changes));
    await expect(open({ skipBad: true })).rejects.toThrow(message);
  });

  it('reports malformed JSON with its line', async () => {
    await putCustom(root, JSON.stringify(EXAMPLE, null, 2).slice(0, -40));
    await expect(open()).rejects.toThrow(/dataset.json: .*line \d+/);
  });
});

function action(name: string, ...roles: string[]) {
  return { name, roles };
}
