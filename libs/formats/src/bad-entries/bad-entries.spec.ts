import { BadEntries } from './bad-entries';

function withEntries(
  count: number,
  what = (i: number): string => (i % 2 ? 'no id' : 'bbox is missing'),
) {
  const bad = new BadEntries('labels.json');
  for (let i = 0; i < count; i++) bad.add(`annotations[${i}]`, what(i));
  return bad;
}

describe('BadEntries', () => {
  it('reports nothing without bad entries', () => {
    expect(withEntries(0).summary()).toBeNull();
    expect(() => withEntries(0).finish(false)).not.toThrow();
  });

  it('names the file, the count and the first ten', () => {
    const lines = withEntries(12).summary()!.split('\n');
    expect(lines[0]).toBe('labels.json: 12 bad entries:');
    expect(lines[1]).toBe('  annotations[0]: bbox is missing');
    expect(lines).toHaveLength(12);
    expect(lines[11]).toBe('  … and 2 more');
  });

  it('tells the cause of many entries that are bad for the same reason', () => {
    const alike = withEntries(5000, (i) => `file "${i}.jpg" is ${i} bytes`);
    const shown =
      'labels.json: 5000 bad entries, all for the same reason; the first is\n  annotations[0]: file "0.jpg" is 0 bytes';
    expect(alike.summary()).toBe(shown);
    expect(new BadEntries('labels.json', alike.found).summary()).toBe(shown);
    alike.add('annotations[7]', 'bbox is missing');
    expect(alike.summary()).toContain('5001 bad entries:\n');
  });

  it('can be kept and taken up again', () => {
    const kept = JSON.parse(JSON.stringify(withEntries(12).found));
    expect(new BadEntries('labels.json', kept).summary()).toBe(withEntries(12).summary());
  });

  it('fails when strict and warns when lenient', () => {
    expect(() => withEntries(1).finish(false)).toThrow(/1 bad entry[^]*--skip-bad/);
    const warnings: string[] = [];
    withEntries(1).finish(true, (line) => warnings.push(line));
    expect(warnings).toEqual([expect.stringContaining('These are skipped.')]);
  });
});
