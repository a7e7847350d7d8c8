import type { PhotoPage } from './photo-page';
import { PHOTO_SCRIPT } from './photo-script';
import { renderPhotoPage } from './render-photo-page';

const page = (more: Partial<PhotoPage> = {}): PhotoPage => ({
  title: 'Mine',
  remarks: ['model: trained on drawings'],
  facts: [['photos', 1]],
  drawings: [
    { id: 'stage-2', label: 'stage 2' },
    { id: 'stage-0', label: 'stage 0' },
  ],
  photos: [
    {
      name: 'a & b.jpg',
      width: 40,
      height: 30,
      picture: (id) => `a%20b.${id}.png`,
      document: 'a%20b.json',
      people: [
        { score: 0.9, actions: [{ name: 'hit_obj', score: 0.75, target: 'sports ball' }] },
        { score: 0.5, actions: [] },
        { score: 0.25, actions: null },
      ],
      objects: [{ label: 'cup' }, { label: 'cup' }],
    },
  ],
  unreadable: [],
  ...more,
});

test('lists predictions and the training data of each part', () => {
  const html = renderPhotoPage(page());
  expect(html).toContain('model: trained on drawings');
  expect(html).toContain('person 0.90: hit obj · sports ball 0.75');
  expect(html).toContain('person 0.50: no action');
  expect(html).toContain('<span>person 0.25</span>');
  expect(html).toContain('2 × cup');
  expect(html).toContain('<a href="a%20b.json">JSON</a>');
});

test('shows the first drawing and has the URLs of the others', () => {
  const html = renderPhotoPage(page());
  expect(html).toContain('src="a%20b.stage-2.png"');
  expect(html).toContain('data-stage-0="a%20b.stage-0.png"');
  expect(html.match(/<option value="stage-\d">/g)).toHaveLength(2);
});

test('a sentence replaces the list of actions', () => {
  const [photo] = page().photos;
  const people = [{ score: 0.9, actions: null, sentence: 'person 1 holds cup 1 (.75)' }];
  const html = renderPhotoPage(page({ photos: [{ ...photo, people }] }));
  expect(html).toContain('<li><span>person 1 holds cup 1 (.75)</span></li>');
  expect(renderPhotoPage(page({ photos: [{ ...photo, people: [] }] }))).toContain(
    '<p>no person found</p>',
  );
});

test('a card has what the page sorts and filters by', () => {
  const [photo] = page().photos;
  const triplets = [
    { action: 'hit_obj', target: 'sports ball', score: 0.75 },
    { action: 'stand', target: null, score: 0.5 },
  ];
  const html = renderPhotoPage(page({ photos: [{ ...photo, triplets }] }));
  // Actions are hit obj and stand; classes are cup and sports ball.
  expect(html).toContain('data-best="0.750" data-people="3" data-triplets="0 1 0.750;1 -1 0.500"');
  expect(html).toContain('data-classes="0 1"');
  for (const id of ['order', 'action', 'least']) expect(html).toContain(`id="${id}"`);
  const none = renderPhotoPage(page({ photos: [{ ...photo, people: [], triplets: [] }] }));
  expect(none).toContain('data-best="0.000" data-people="0" data-triplets=""');
});

test('has a script without syntax errors', () => {
  expect(() => new Function(PHOTO_SCRIPT)).not.toThrow();
});

test('escapes names', () => {
  expect(renderPhotoPage(page())).toContain('<h3>a &amp; b.jpg</h3>');
});

test('one drawing has no choice, and no photos have no cards', () => {
  const [first] = page().drawings;
  expect(renderPhotoPage(page({ drawings: [first] }))).not.toContain('id="drawing"');
  expect(renderPhotoPage(page({ photos: [] }))).not.toContain('<article');
});

test('lists unreadable files', () => {
  expect(renderPhotoPage(page({ unreadable: ['c.jpg: is empty'] }))).toContain(
    '<li>c.jpg: is empty</li>',
  );
});
