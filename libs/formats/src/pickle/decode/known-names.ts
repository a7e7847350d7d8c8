import { latin1Bytes } from '../../latin1';
import type { PickleValue } from '../pickle-value';
import { EncodedText, itemsOf, KnownName, Loose, type Make, type Stacked } from './loose';
import { COSTS } from './memory-budget';
import { arrayFromBuffer, dtypeOf, emptyArray, NDARRAY, scalarOf } from './numpy';

type Fail = (what: string) => never;
type Spend = (bytes: number) => void;

export const ENCODE = new KnownName('_codecs.encode', encodedBytes);

/** Names that stand for plain data; nothing of what they name is run. */
const KNOWN: ReadonlyMap<string, KnownName> = new Map(
  [
    NDARRAY,
    ...both('numpy.core.multiarray', 'numpy._core.multiarray', {
      _reconstruct: emptyArray,
      scalar: scalarOf,
    }),
    ...both('numpy.core.numeric', 'numpy._core.numeric', { _frombuffer: arrayFromBuffer }),
    new KnownName('numpy.dtype', dtypeOf),
    ENCODE,
    ...both('builtins', '__builtin__', {
      bytes: bytesOf,
      bytearray: bytesOf,
      set: listOf,
      frozenset: listOf,
      // What a defaultdict makes of missing keys; a pickle holds no missing keys.
      list: undefined,
      dict: undefined,
      int: undefined,
      float: undefined,
      str: undefined,
    }),
    ...both('copy_reg', 'copyreg', { _reconstructor: reconstructedDict }),
    new KnownName('collections.OrderedDict', dictOf),
    new KnownName('collections.defaultdict', defaultDictOf),
  ].map((name) => [name.label, name]),
);

/** The name's meaning, or null where a pickle of plain data has no business with it. */
export function findKnownName(module: string, name: string): KnownName | null {
  return KNOWN.get(`${module}.${name}`) ?? (name === CACHE ? cacheTemplate(module) : null);
}

/**
 * The dict subclass in which SCG, UPT and PViC cache V-COCO's detections, of whatever module; what it makes of missing keys
 * is the reader's affair.
 */
const CACHE = 'CacheTemplate';

/** The maps that are CacheTemplates; these may have attributes beside their items. */
export const TEMPLATES = new WeakSet<object>();

function template(map: Map<PickleValue, PickleValue>): Stacked {
  TEMPLATES.add(map);
  return map;
}

export const isCacheTemplate = ({ label }: KnownName) => label.endsWith(`.${CACHE}`);

function cacheTemplate(module: string): KnownName {
  return new KnownName(`${module}.${CACHE}`, (...call) => template(defaultDictOf(...call)));
}

function both(module: string, other: string, names: Record<string, Make | undefined>): KnownName[] {
  return [module, other].flatMap((prefix) =>
    Object.entries(names).map(([name, make]) => new KnownName(`${prefix}.${name}`, make)),
  );
}

/** `_codecs.encode('…', 'latin1')`: how protocols below 3 write bytes. */
function encodedBytes(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const [text, encoding] = args;
  if (text instanceof EncodedText && isLatin1(encoding)) return text.bytes;
  if (typeof text !== 'string' || !isLatin1(encoding)) {
    fail('_codecs.encode of something else than a Latin-1 string');
  }
  spend(text.length);
  return latin1Bytes(text) ?? fail('_codecs.encode of characters that are not Latin-1');
}

/** `bytes()`, `bytearray(b'…')` and `bytearray('…', 'latin-1')`. */
function bytesOf(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const [source, encoding] = args;
  if (source === undefined) return new Uint8Array(0);
  if (source instanceof Uint8Array && encoding === undefined) {
    spend(COSTS.array + source.length);
    return source.slice();
  }
  if (typeof source === 'string') {
    return encodedBytes([source, encoding ?? 'latin1'], fail, spend);
  }
  return fail('bytes made of something else than a string or bytes');
}

/** `set([…])`. */
function listOf(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const items = args.length === 0 ? [] : itemsOf(args[0]);
  if (items === null || args.length > 1 || args[0] instanceof Loose) {
    fail('a set made of something else than a list');
  }
  spend(COSTS.list + COSTS.item * items.length);
  return [...items] as PickleValue[];
}

/** `OrderedDict()` and Python 2's `OrderedDict([[key, value], …])`. */
function dictOf(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const pairs = args.length === 0 ? [] : itemsOf(args[0]);
  if (pairs === null || args.length > 1 || args[0] instanceof Loose) {
    fail('an OrderedDict made of something else than a list of pairs');
  }
  spend(COSTS.dict + COSTS.dictEntry * pairs.length);
  const dict = new Map<PickleValue, PickleValue>();
  for (const pair of pairs) {
    const items = itemsOf(pair);
    if (items?.length !== 2) fail('an OrderedDict made of something else than pairs');
    dict.set(items[0] as PickleValue, items[1] as PickleValue);
  }
  return dict;
}

/** `_reconstructor(CacheTemplate, dict, {…})`: how protocols 0 and 1 write a subclass of dict. */
function reconstructedDict(args: readonly Stacked[], fail: Fail): Stacked {
  const [cls, base, items] = args;
  const isTemplate = cls instanceof KnownName && isCacheTemplate(cls);
  const isDict = base instanceof KnownName && base.label.endsWith('.dict');
  if (args.length !== 3 || !isTemplate || !isDict || !(items instanceof Map))
    fail('an object made of something else than a CacheTemplate and its items');
  return template(items);
}

/** `defaultdict(list)`. */
function defaultDictOf(
  args: readonly Stacked[],
  fail: Fail,
  spend: Spend,
): Map<PickleValue, PickleValue> {
  const factory = args[0];
  const plain = factory === undefined || factory === null || factory instanceof KnownName;
  if (!plain || args.length > 1) fail('a defaultdict made of something else than its factory');
  spend(COSTS.dict);
  return new Map<PickleValue, PickleValue>();
}

function isLatin1(encoding: Stacked | undefined): boolean {
  return typeof encoding === 'string' && /^(latin|iso)[-_]?(8859[-_]?)?1$/i.test(encoding);
}
