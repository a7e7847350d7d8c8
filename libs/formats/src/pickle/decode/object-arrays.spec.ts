import { decodePickle } from './decode-pickle';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** `numpy.array([…], dtype=object)`, protocol 0, of a shape and items as opcodes. */
const array = (shape: string, items: string) =>
  "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntRp1\n" +
  `(I1\n${shape}cnumpy\ndtype\n(S'O8'\nI0\nI1\ntR(I3\nS'|'\nNNNI-1\nI-1\nI63\ntbI00\n${items}tb`;

test('an array of objects is a list', () => {
  expect(decodePickle(bytes(`${array('(I2\nt', '](I7\n}e')}.`))).toEqual([7, new Map()]);
});

test('one of two dimensions is a list of lists', () => {
  expect(decodePickle(bytes(`${array('(I2\nI3\nt', '](I1\nI2\nI3\nI4\nI5\nI6\ne')}.`))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(decodePickle(bytes(`${array('(I2\nI0\nt', ']')}.`))).toEqual([]);
});

test('it is the same list where the pickle shares it', () => {
  const shared = decodePickle(bytes(`(${array('(I1\nt', '](I7\ne')}g1\nt.`)) as unknown[];
  expect(shared).toEqual([[7], [7]]);
  expect(shared[0]).toBe(shared[1]);
});

test.each([
  ['no dimension', '(t', '](I7\ne', 'without dimensions'],
  ['a shape of text', "(S'a'\nt", '](I7\ne', 'without the list'],
  ['another length', '(I2\nt', '](I7\ne', 'without the list'],
  ['text for a list', '(I2\nt', "S'ab'\n", 'without the list'],
])('one of %s is refused', (_, shape, items, message) => {
  expect(() => decodePickle(bytes(`${array(shape, items)}.`))).toThrow(message);
});
