/** Hand-written pickles with opcodes that our writer does not use, after Python's `pickletools`. */
export const PICKLES: Readonly<Record<string, Uint8Array>> = {
  'protocol 0': code(
    "(lp0\n(dp1\nS'image_id'\np2\nI7\nsS'box'\np3\ncnumpy.core.multiarray\n_reconstruct\np4\n(cnumpy\nndarray\np5\n(I0\ntp6\nS'b'\np7\ntp8\nRp9\n" +
      "(I1\n(I2\ntp10\ncnumpy\ndtype\np11\n(S'f8'\np12\nI0\nI1\ntp13\nRp14\n(I3\nS'<'\np15\nNNNI-1\nI-1\nI0\ntp16\nbI00\n" +
      "S'\\x00\\x00\\x00\\x00\\x00\\x00\\xf0?\\x00\\x00\\x00\\x00\\x00\\x00\\x00@'\np17\ntp18\nbsag1\naL123456789012345678901L\naF0.5\naV\\u00e9\np19\naI01\na.",
  ),
  'protocol 2 of Python 2': code(
    '\x80\x02]q\x00(}q\x01(U\x08image_idK\x07U\x01aG?\xe0\x00\x00\x00\x00\x00\x00U\x03boxcnumpy.core.multiarray\nscalar\nq\x02' +
      'cnumpy\ndtype\nq\x03U\x02f4K\x00K\x01\x87Rq\x04(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tbU\x04\x00\x00\x80?\x86Rq\x05u' +
      'h\x01\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\x00M\xe8\x03e.',
  ),
  'protocol 5': code(
    '\x80\x05](K\x01]\x94(K\x02e\x8f\x94(\x8c\x01a\x94K\x03\x90h\x00(\x8c\x01b\x94\x91\x94' +
      '\x96\x03\x00\x00\x00\x00\x00\x00\x00abcC\x02xy\x8c\x0bcollections\x8c\x0bOrderedDict\x93)R(K\x04N\x8c\x01cK\x05ue.',
  ),
};

/** Pickles that construct objects. */
export const OBJECT_PICKLES: Readonly<Record<string, Uint8Array>> = {
  size: code('\x80\x02ctorch\nSize\n(K\x02K\x03t\x85R.'),
  namespace: code('cargparse\nNamespace\n)\x81}U\x02lrG\x3f\xe0\0\0\0\0\0\0sb.'),
  storage: code('(U\x07storagectorch\nFloatStorage\nU\x010tQ.'),
};

function code(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
