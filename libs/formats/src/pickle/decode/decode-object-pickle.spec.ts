import { TurboHoiError } from '@turbo-hoi/core';
import { PERSISTENT_ID, PickledObject } from '../pickle-value';
import { decodeObjectPickle } from './decode-object-pickle';
import { decodePickle } from './decode-pickle';

const names = new Set(['torch.Size', 'torch.FloatStorage', 'argparse.Namespace']);
const decode = (text: string) => decodeObjectPickle(code(text), { names, file: 'file.pth' });

it('hands on calls of known names as data', () => {
  expect(decode('\x80\x02ctorch\nSize\n(K\x02K\x03t\x85R.').value).toEqual(
    new PickledObject('torch.Size', [[2, 3]]),
  );
});

it('hands on objects with their state, names alone, and what lies outside', () => {
  const namespace = new PickledObject('argparse.Namespace', []);
  namespace.state = new Map([['lr', 0.5]]);
  expect(decode('cargparse\nNamespace\n)\x81}U\x02lrG\x3f\xe0\0\0\0\0\0\0sb.').value).toEqual(
    namespace,
  );
  expect(decode('(U\x07storagectorch\nFloatStorage\nU\x010tQ.').value).toEqual(
    new PickledObject(PERSISTENT_ID, [
      ['storage', new PickledObject('torch.FloatStorage', null), '0'],
    ]),
  );
});

it('drops the attributes of dicts', () => {
  const text = 'ccollections\nOrderedDict\n)RU\x01aK\x01s}U\x09_metadata}sb.';
  expect(decode(text).value).toEqual(new Map([['a', 1]]));
  expect(() => decodePickle(code(text))).toThrow('sets the state of an object');
});

it('reads the first of several pickles and says how long it is', () => {
  expect(decode('K\x01.K\x02.')).toEqual({ value: 1, length: 3 });
});

it.each([
  ['another name', "cposix\nsystem\n(S'true'\ntR.", 'byte 0: names posix.system'],
  ['another class', 'cposix\nsystem\n)\x81.', 'byte 0: names posix.system'],
  ['what was made already', 'ctorch\nSize\n)R)R.', 'calls something that is no name'],
  ['an object of an object', 'ctorch\nSize\n)R)\x81.', 'makes an object (NEWOBJ)'],
  ['the state of a name', 'ctorch\nSize\n}b.', 'sets the state of an object'],
  ['an argument that is no data', 'ctorch\nSize\ncnumpy\nndarray\n\x85R.', 'is no plain data'],
])('refuses %s', (_, text, message) => {
  expect(() => decode(text)).toThrow(TurboHoiError);
  expect(() => decode(text)).toThrow(message);
});

it('refuses every name where none is given', () => {
  expect(() => decodePickle(code('ctorch\nSize\n)R.'))).toThrow('names torch.Size');
});

function code(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
