import type { PhotoPage } from './photo-page';
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
