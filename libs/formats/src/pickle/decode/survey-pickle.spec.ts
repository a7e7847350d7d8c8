import { PickleCursor } from './pickle-cursor';
import { surveyPickle } from './survey-pickle';

describe('surveyPickle', () => {
  it('finds the memo slots that are read, and where for the last time', () => {
    const { lastGets } = survey(']q\x00(]q\x01h\x01]q\x02h\x01e.');
    expect(lastGets.size).toBe(1);
    expect([0, 1, 2].map((slot) => lastGets.has(slot))).toEqual([false, true, false]);
    expect(lastGets.get(1)).toBe(12);
  });

  it.each([
    [true, '](K\x01e.'],
    [true, ']K\x01aq\x00.'],
    [true, '(lp0\n.'],
    [false, '](K\x01e\x85.'],
    [false, '}.'],
  ])('tells whether the last to be made is a list: %s', (expected, text) => {
    expect(survey(text).endsWithList).toBe(expected);
  });
});

function survey(text: string): ReturnType<typeof surveyPickle> {
  return surveyPickle(
    new PickleCursor(
      Uint8Array.from(text, (char) => char.charCodeAt(0)),
      'file',
    ),
  );
}
