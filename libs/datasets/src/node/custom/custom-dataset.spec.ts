import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { openCustom } from './custom-dataset';
import { customDatasetSchema } from './custom-options';

/** The data set of the README. */
const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
const example = JSON.parse(/```json\n([^]*?)```/.exec(readme)![1]);

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

/** A copy of the example with changes: values by path, undefined takes something out. */
function changed(changes: Readonly<Record<string, unknown>>): unknown {
  const document = structuredClone(example);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    const parent = steps.reduce((node, step) => node[step], document);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return document;
}

async function put(document: unknown, images = ['images/0001.jpg'], size = [640, 480]) {
  for (const file of images) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    const create = { width: size[0], height: size[1], channels: 3 as const, background: 'red' };
    await sharp({ create }).toFile(join(root, file));
  }
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  await writeFile(join(root, 'dataset.json'), text);
}

const open = (options: object = {}, warn?: (line: string) => void) =>
  openCustom(customDatasetSchema.parse({ root, ...options }), { warn });

/** The faults of a document, without the file's name. */
async function faults(document: unknown, options: object = {}): Promise<string[]> {
  await put(document);
  const message = await open(options).then(
    () => '',
    (error: Error) => error.message,
  );
  return message
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim());
}

describe('a data set of one’s own', () => {
  it("opens the README's example", async () => {
    await put(example);
    const { info, split } = await open();
    expect(info.name).toBe('kitchen');
    expect(info.actions.columns).toEqual([
      { action: 0, role: 'obj' },
      { action: 0, role: 'instr' },
      { action: 1, role: null },
    ]);
    expect(info.objectClasses).toEqual(['person', 'bread', 'knife']);
    expect([split('train').size, split('validation').size, split('test').size]).toEqual([1, 0, 0]);
    const { image, ...annotations } = await split('train').sample(0);
    expect([image.width, image.height, image.data.length]).toEqual([640, 480, 640 * 480 * 3]);
    expect(annotations).toEqual({
      imageId: 1,
      fileName: 'images/0001.jpg',
      width: 640,
      height: 480,
      people: [
        {
          annotationId: 1,
          box: [120, 40, 330, 470],
          area: 210 * 430,
          keypoints: null,
          // An action is positive for all its roles.
          interactions: [
            { column: 0, object: null },
            { column: 1, object: 1 },
            { column: 2, object: null },
          ],
        },
      ],
      objects: [
        { annotationId: 2, box: [260, 260, 390, 320], category: 1 },
        { annotationId: 3, box: [250, 210, 330, 290], category: 2 },
      ],
    });
    expect(await split('train').annotations(0)).toEqual(annotations);
    expect(split('train').imagePath!(0)).toBe(join(root, 'images/0001.jpg'));
    await expect(split('test').annotations(0)).rejects.toThrow(RangeError);
  });

  it('knows keypoints, crowds, areas, and people who are acted on', async () => {
    await put(
      changed({
        keypoints: {
          names: ['head', 'left_hand', 'right_hand'],
          mirror: [['left_hand', 'right_hand']],
          bones: [['head', 'left_hand']],
        },
        'images.0.people.1': {
          box: [400, 10, 500, 100],
          keypoints: [450, 20, 2, 420, 50, 1, 0, 0, 0],
          area: 99,
          crowd: true,
        },
        'images.0.objects.2': { class: 'person', box: [400, 10, 500, 100] },
        'images.0.people.0.interactions.1.object': 2,
      }),
    );
    const { info, split } = await open();
    expect(info.keypoints).toEqual({
      names: ['head', 'left_hand', 'right_hand'],
      mirror: [0, 2, 1],
      sigmas: [0.05, 0.05, 0.05],
      bones: [[0, 1]],
    });
    const { people, objects } = await split('train').annotations(0);
    expect(people[1]).toEqual({
      annotationId: 2,
      box: [400, 10, 500, 100],
      area: 99,
      keypoints: Float32Array.of(450, 20, 2, 420, 50, 1, 0, 0, 0),
      interactions: null,
      crowd: true,
    });
    expect(objects[2]).toEqual({ annotationId: 2, box: people[1].box, category: 0 });
  });

  it('takes the size from the image where the file does not say it', async () => {
    const document = changed({ 'images.0.width': undefined });
    await put(document, ['images/0001.jpg'], [500, 471]);
    const { width, height } = await (await open()).split('train').annotations(0);
    expect([width, height]).toEqual([500, 471]);
    await put(document, ['images/0001.jpg'], [500, 469]);
    await expect(open()).rejects.toThrow(/people\[0\].box: got .*inside the image, 500×469/);
    await rm(join(root, 'images'), { recursive: true });
    await expect(open()).rejects.toThrow(/images\[0\].file: .*0001.jpg: cannot be read/);
  });

  it('finds its files where the options say', async () => {
    await put(example, ['elsewhere/images/0001.jpg']);
    await expect(open()).rejects.toThrow(/images\[0\].file: .*0001.jpg: there is no such file/);
    expect((await open({ checkFiles: false })).split('train').size).toBe(1);
    expect((await open({ images: 'elsewhere' })).split('train').size).toBe(1);
    const named = { root: join(root, 'dataset.json'), images: 'elsewhere' };
    expect((await open(named)).split('train').size).toBe(1);
    await expect(open({ annotations: 'other.json' })).rejects.toThrow(/other.json: cannot be read/);
  });

  it('goes on without bad images when asked to, and says so', async () => {
    const second = { ...example.images[0], file: 'images/0002.jpg', people: 3 };
    const document = changed({ 'images.1': second });
    await put(document, ['images/0001.jpg', 'images/0002.jpg']);
    const lines: string[] = [];
    const { split } = await open({ skipBad: true }, (line) => lines.push(line));
    expect(split('train').size).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/images\[1\].people: got 3[^]*are skipped/)]);
  });
});

describe('what is wrong with a data set', () => {
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
      'images[0].people[0].interactions[1].role: got nothing; "cut" has obj and instr, say which',
    ],
    [
      'an object of an action without one',
      { [`${DEED}.0.object`]: 0 },
      'images[0].people[0].interactions[0].object: got one; "stand" has no roles, leave it out',
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
      'images[0].people[0].box: got [1,2,3]; expected another number of entries',
    ],
    [
      'no number in a box',
      { [`${PERSON}.box.2`]: null },
      'images[0].people[0].box[2]: got null; expected a number',
    ],
    [
      'keypoints of a set without',
      { [`${PERSON}.keypoints`]: [1, 1, 2] },
      'images[0].people[0].keypoints: got some; expected none, since "keypoints" at the top is null',
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
      'images[0]: unknown field "flie"; did you mean "file"?',
    ],
    [
      'an unknown split',
      { 'images.0.split': 'val' },
      'images[0].split: got "val"; expected "train" or "validation" or "test"',
    ],
    [
      'a file that is there twice',
      { 'images.1': { ...example.images[0], split: 'test' } },
      'images[1].file: "images/0001.jpg" is images[0] already',
    ],
    ['an image that is none', { 'images.0': 7 }, 'images[0]: got 7; expected an object'],
  ])('%s is named with its place and what to do', async (_, changes, line) => {
    expect(await faults(changed(changes))).toEqual([line]);
  });

  it('NaN, which Python writes, is no coordinate', async () => {
    const [line] = await faults(JSON.stringify(example).replace('260', 'NaN'));
    expect(line).toMatch(/^images\[0\].objects\[0\].box\[0\]: got NaN; expected a number/);
  });

  it.each<[RegExp, Record<string, unknown>]>([
    [/format, version: got "turbo-hoi dataset", 2; expected .*, 1\./, { version: 2 }],
    [/format, version: got undefined, 1/, { format: undefined }],
    [/actions: got nothing; expected a list/, { actions: undefined }],
    [/actions\[1\]: "a" is there twice/, { actions: [action('a'), action('a')] }],
    [/actions\[0\]: unknown field "role"; did you mean "roles"/, { 'actions.0.role': 'obj' }],
    [/actions\[0\].roles\[1\]: "obj" is there twice/, { 'actions.0.roles': ['obj', 'obj'] }],
    [/objectClasses\[0\]: got "cup"; expected "person"/, { objectClasses: ['cup', 'person'] }],
    [/keypoints: got "cocoo"; expected/, { keypoints: 'cocoo' }],
    [
      /keypoints.mirror\[0\]\[1\]: got "fot"; did you mean "foot"/,
      { keypoints: { names: ['head', 'foot'], mirror: [['head', 'fot']] } },
    ],
    [
      /keypoints.mirror: "a" and "c" need to be one pair/,
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
  ])('%s ends the reading', async (message, changes) => {
    await put(changed(changes));
    await expect(open({ skipBad: true })).rejects.toThrow(message);
  });

  it('malformed JSON is named with its line', async () => {
    await put(JSON.stringify(example, null, 2).slice(0, -40));
    await expect(open()).rejects.toThrow(/dataset.json: .*line \d+/);
  });
});

function action(name: string, ...roles: string[]) {
  return { name, roles };
}
