import { decodePickle } from './decode-pickle';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['REDUCE, as a defaultdict pickles it', 'cutils\nCacheTemplate\n)R(X\x01\x00\x00\x00aK\x07u.'],
  [
    'NEWOBJ, as a dict pickles it',
    '\x80\x02c__main__\nCacheTemplate\n)\x81(X\x01\x00\x00\x00aK\x07u.',
  ],
  [
    '_reconstructor, as protocols 0 and 1 pickle a dict',
    'ccopy_reg\n_reconstructor\n(cutils\nCacheTemplate\nc__builtin__\ndict\n(dX\x01\x00\x00\x00aK\x07stR.',
  ],
  [
    'with attributes of its own',
    '\x80\x02c__main__\nCacheTemplate\n)\x81(X\x01\x00\x00\x00aK\x07u}X\x01\x00\x00\x00bK\x08sb.',
  ],
])('CacheTemplate of any module is a map: %s', (_, text) => {
  expect(decodePickle(bytes(text))).toEqual(new Map([['a', 7]]));
});

test('it is made of nothing, and no other name of its module is known', () => {
  expect(() => decodePickle(bytes('cutils\nCacheTemplate\nK\x07\x85R.'))).toThrow(
    'made of something',
  );
  const other = 'ccopy_reg\n_reconstructor\n(c__builtin__\ndict\nc__builtin__\ndict\n(dtR.';
  expect(() => decodePickle(bytes(other))).toThrow('something else than a CacheTemplate');
  expect(() => decodePickle(bytes('cutils\nOther\n)R.'))).toThrow('names utils.Other');
  expect(() => decodePickle(bytes('cutils\nCacheTemplate\n.'))).toThrow('is no plain data');
});
