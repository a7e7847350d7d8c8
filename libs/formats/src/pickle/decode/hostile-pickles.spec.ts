import { TurboHoiError } from '@turbo-hoi/core';
import golden from '../__golden__/pickles.json';
import { decodePickle } from './decode-pickle';

const files = golden.files as [string, string, string][];

describe('a pickle that calls something', () => {
  it.each([
    ['REDUCE', "cposix\nsystem\n(S'true'\ntR.", 'byte 0: names posix.system'],
    [
      'STACK_GLOBAL',
      '\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.',
      'byte 14: names os.system',
    ],
    ['eval', '\x80\x02cbuiltins\neval\nX\x03\x00\x00\x001+1\x85R.', 'byte 2: names builtins.eval'],
    ['INST', "(S'true'\nios\nsystem\n.", 'byte 9: makes an object of os.system'],
    ['OBJ', '(c__builtin__\nlist\no.', 'byte 19: makes an object (OBJ)'],
    ['NEWOBJ', 'c__builtin__\nlist\n)\x81.', 'byte 19: makes an object (NEWOBJ)'],
    ['NEWOBJ_EX', 'c__builtin__\nlist\n)}\x92.', 'byte 20: makes an object (NEWOBJ_EX)'],
    ['EXT1', '\x82\x01.', 'names a registered extension'],
    ['EXT4', '\x84\x01\x00\x00\x00.', 'names a registered extension'],
    ['PERSID', 'Pid\n.', 'points at an object outside the pickle'],
    ['BINPERSID', 'K\x01Q.', 'points at an object outside the pickle'],
    ['NEXT_BUFFER', '\x97.', 'points at a buffer outside the pickle'],
    ['BUILD', '}}b.', 'byte 2: sets the state of an object'],
    ['a name that is only an argument', 'c__builtin__\nlist\n)R.', 'calls __builtin__.list'],
    ['what is no name', '])R.', 'calls something that is no name'],
    [
      'a codec',
      'c_codecs\nencode\nX\x01\x00\x00\x00aX\x03\x00\x00\x00hex\x86R.',
      '_codecs.encode of',
    ],
    ['another array class', 'cnumpy\nmatrix\n.', 'byte 0: names numpy.matrix'],
    ['escape codes', 'ca\x1b[31m\nb\n.', 'names a?[31m.b'],
  ])('is refused: %s', (_, text, message) => {
    expect(failure(code(text))).toContain(`file.pkl: `);
    expect(failure(code(text))).toContain(message);
  });

  it('reports that nothing was executed', () => {
    expect(failure(code("cposix\nsystem\n(S'true'\ntR."))).toMatch(
      /pickles that call anything are refused \(reading executes nothing\)/,
    );
  });

  it.each([
    ['in a list', '](cnumpy\nndarray\ne.'],
    ['as the result', 'cnumpy\nndarray\n.'],
    ['in a tuple', 'cnumpy\nndarray\n\x85.'],
    ['in a dict', '}(K\x01cnumpy\nndarray\nu.'],
    ['in a set', '\x8f(cnumpy\nndarray\n\x90.'],
    ['in a set made by a call', 'c__builtin__\nset\n](cnumpy\nndarray\ne\x85R.'],
    ['in an ordered dict', 'ccollections\nOrderedDict\n(K\x01cnumpy\nndarray\n\x86\x85\x85R.'],
  ])('lets no name out as a value: %s', (_, text) => {
    expect(() => decodePickle(code(text))).toThrow(TurboHoiError);
  });
});

describe('a damaged pickle', () => {
  it.each(files.filter(([, , value]) => value === 'detections'))(
    'is refused wherever it is cut: %s',
    (_, base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const onItem = jest.fn();
      for (let length = 0; length < bytes.length; length++) {
        expect(outcome(bytes.subarray(0, length), onItem)).toBeInstanceOf(TurboHoiError);
      }
      expect(onItem).not.toHaveBeenCalled();
    },
  );

  it.each([
    [
      'a string that claims 4 GB',
      'X\xff\xff\xff\xff.',
      'needs 4294967295 bytes after byte 5, but 1',
    ],
    ['bytes that claim 2^63', '\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.', 'are left'],
    ['a negative length', 'T\xff\xff\xff\xffab.', 'are left'],
    [
      'a frame that is too long',
      '\x80\x05\x95\xff\x00\x00\x00\x00\x00\x00\x00N.',
      'a frame of 255 bytes',
    ],
    ['a memo slot never written', 'h\x05.', 'reads memo 5, which was not written'],
    ['a memo id that is no number', 'g-1\n.', '"-1" is no memo id'],
    ['an integer of letters', 'Iabc\n.', '"abc" is no integer'],
    ['a float of letters', 'Fabc\n.', '"abc" is no number'],
    ['a string without quotes', 'Sabc\n.', 'not in quotes'],
    ['bytes that are no UTF-8', 'X\x01\x00\x00\x00\xff.', 'a string that is not UTF-8'],
    ['an empty stack', '0.', 'byte 0: takes a value from an empty stack'],
    ['no mark', 'e.', 'needs a mark'],
    ['a key without a value', '}(K\x01u.', 'sets a key without a value'],
    ['items of no dict', '](K\x01K\x02u.', 'sets items of something that is no dict'],
    ['items of no list', '}(K\x01e.', 'appends to something that is no list'],
    ['two values', 'NN.', 'more than one value'],
    ['no value', '.', 'byte 0: takes a value'],
    ['something behind it', 'N.N.', 'the pickle ends here, but 2 bytes follow'],
    ['a protocol to come', '\x80\x09N.', 'pickle protocol 9; expected 0 to 5'],
    ['something else', '{json}', '0x7b is no opcode'],
    ['JSON', '{"json": 1}', 'is JSON and not a pickle'],
    ['nothing', '', 'is empty (0 bytes); expected a pickle'],
    ['an integer of a million digits', `L${'1'.repeat(1e6)}L\n.`, 'is no integer of at most'],
  ])('is refused: %s', (_, text, message) => {
    expect(failure(code(text))).toContain(message);
  });

  it('does not fill memory for what a few bytes claim', () => {
    const dtype = "cnumpy\ndtype\n(S'f8'\nI00\nI01\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb";
    const array = `cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I100000\nI100000\nt${dtype}I00\nS'abc'\ntb.`;
    expect(failure(code(array))).toContain('10000000000 × f8 has 3 bytes; expected 80000000000');
  });

  it.each(['c16', 'S5', 'U3', 'V4', 'M8', 'f16'])('refuses the numpy dtype %s', (dtype) => {
    expect(failure(code(`cnumpy\ndtype\n(S'${dtype}'\nI00\nI01\ntR.`))).toContain(
      `numpy dtype "${dtype}"; expected one of b1, `,
    );
  });

  it('shares what the memo shares, however often: a billion laughs are thirty lists', () => {
    const laughs = Array.from({ length: 30 }, (_, i) => `(h${char(i)}h${char(i)}lq${char(i + 1)}`);
    const value = decodePickle(
      code(`]q\x00${laughs.join('')}.`.replace(/^/, '(').replace(/\.$/, 't.')),
    );
    expect(value).toHaveLength(31);
  });

  it('takes a hundred thousand levels without recursion', () => {
    expect(() => decodePickle(code(`${']'.repeat(1e5)}${'a'.repeat(1e5 - 1)}.`))).not.toThrow();
    expect(() => decodePickle(code(`)${'\x85'.repeat(1e5)}.`))).not.toThrow();
  });
});

describe('a small pickle that would fill the memory', () => {
  const text = (length: number, byte = 'a') =>
    `B${char(length & 255)}${char((length >> 8) & 255)}${char(length >> 16)}\x00${byte.repeat(length)}`;
  const bytes = `${text(1 << 16)}q\x000`;
  const list = `](${'K\x01'.repeat(10_000)}eq\x000`;
  const pairs = `](${'](K\x01K\x02e'.repeat(1000)}eq\x000`;
  const array =
    'cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\x00\x85C\x01btR(K\x01J\x00\x00\x01\x00\x85h\x01\x89h\x00tb';

  it.each([
    ['sets of a shared list', list, 'c__builtin__\nset\nh\x00\x85R'],
    ['copies of shared bytes', bytes, 'c__builtin__\nbytes\nh\x00\x85R'],
    ['dicts of shared pairs', pairs, 'ccollections\nOrderedDict\nh\x00\x85R'],
    [
      'arrays of shared bytes',
      `${bytes}cnumpy\ndtype\nX\x02\x00\x00\x00u1K\x00K\x01\x87Rq\x010`,
      array,
    ],
    ['empty dicts', '', '}'.repeat(300)],
  ])('is refused before it does: %s', (_, shared, copy) => {
    expect(failure(code(`\x80\x03${shared}](${copy.repeat(2000)}e.`))).toMatch(
      /byte \d+: its values take more than \d+ MiB in memory, far more than a pickle of this size/,
    );
  });

  it('may share and copy a few', () => {
    const few = code(`\x80\x03${list}](${'c__builtin__\nset\nh\x00\x85R'.repeat(5)}e.`);
    expect(decodePickle(few)).toHaveLength(5);
  });
});

function failure(bytes: Uint8Array): string {
  const error = outcome(bytes);
  expect(error).toBeInstanceOf(TurboHoiError);
  return (error as Error).message;
}

function outcome(bytes: Uint8Array, onItem?: () => void): unknown {
  try {
    return decodePickle(bytes, { file: 'file.pkl', onItem });
  } catch (error) {
    return error;
  }
}

function code(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function char(value: number): string {
  return String.fromCharCode(value);
}
