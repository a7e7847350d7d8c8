import { fakeDiagnosis } from '../../examples/fake-diagnosis';
import { fakeReport } from '../../examples/fake-report';
import { renderReport } from '../report/render-report';
import { insertDiagnosis } from './insert-diagnosis';
import { largestConfusions } from './largest-confusions';

const count = (text: string, what: string) => text.split(what).length - 1;
const diagnosis = fakeDiagnosis(1);
let page: string;
beforeAll(async () => {
  page = await renderReport(fakeReport(1, { examples: 1, steps: 10, imageSide: 16 }));
});

test('adds a section before the config, with its link, and leaves the rest as it is', () => {
  const added = insertDiagnosis(page, diagnosis)!;
  expect(added.indexOf('<section id="diagnosis">')).toBeLessThan(
    added.indexOf('<section id="config">'),
  );
  expect(count(added, '<a href="#diagnosis">')).toBe(1);
  const section = /<section id="diagnosis">[\s\S]*?<\/section>\n/;
  expect(added.replace(section, '').replace('<a href="#diagnosis">Diagnosis</a>', '')).toBe(page);
});

test('replaces an earlier section', () => {
  const twice = insertDiagnosis(insertDiagnosis(page, fakeDiagnosis(2))!, diagnosis);
  expect(twice).toBe(insertDiagnosis(page, diagnosis));
});

test('finds no place in the page of another program', () => {
  expect(insertDiagnosis('<html><body></body></html>', diagnosis)).toBeNull();
});

test('draws a chart for each score, the confusion matrix and the calibration', () => {
  const section = insertDiagnosis(page, diagnosis)!;
  for (const { heading } of diagnosis.scores) expect(section).toContain(`aria-label="${heading} `);
  expect(count(section, 'class="th-chart th-matrix"')).toBe(1);
  expect(section).toContain('calibration error 3.4 %');
  expect(section).toContain('<li>A score that does not apply.</li>');
});

test('a cause has the same row and fill in all scores, and none without a score', () => {
  const causes = ['action', 'keypoints', 'target'];
  const scores = [['action'], ['keypoints']].map(([name], i) => ({
    heading: `score ${i}`,
    ap: 50,
    perfect: 100,
    causes: [{ name, loss: 3 }],
  }));
  const section = insertDiagnosis(page, { ...diagnosis, causes, scores })!;
  expect(section).toContain('url(#diagnosis-1-fill-0)');
  expect(section).toContain('url(#diagnosis-2-fill-1)');
  expect(section).toContain('<th scope="row">action</th><td>+3.0</td><td>–</td>');
  expect(section).not.toContain('<th scope="row">target</th>');
});

test('leaves the matrix out where it has too many actions, and actions where there are none', () => {
  const { actions } = diagnosis;
  const names = Array.from({ length: 40 }, (_, i) => `action ${i}`);
  const scores = names.map((_, i) => names.map((__, j) => (i + j) / 100));
  const confusion = { people: names.map(() => 9), scores };
  const many = insertDiagnosis(page, { ...diagnosis, actions: { ...actions!, names, confusion } })!;
  expect(many).not.toContain('th-matrix');
  expect(many).toContain('Largest confusions');
  expect(insertDiagnosis(page, { ...diagnosis, actions: null })).not.toContain('confusions');
});

test('the largest confusions are of two actions, the first done by at least five people', () => {
  const names = ['sit', 'stand', 'fly'];
  const scores = [
    [0.9, 0.3, 0.1],
    [0.4, 0.8, null],
    [0.9, 0.9, 0.9],
  ];
  const found = largestConfusions({ names, confusion: { people: [5, 9, 4], scores } }, 2);
  expect(found).toEqual([
    { action: 'stand', scored: 'sit', score: 0.4, people: 9 },
    { action: 'sit', scored: 'stand', score: 0.3, people: 5 },
  ]);
});
