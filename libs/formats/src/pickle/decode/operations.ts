import { latin1 } from '../../latin1';
import { PERSISTENT_ID, PickledObject, type PickleValue } from '../pickle-value';
import { ENCODE, findKnownName, isCacheTemplate, TEMPLATES } from './known-names';
import {
  Dtype,
  EncodedText,
  itemsOf,
  KnownName,
  OBJECT_DTYPE,
  OBJECTS,
  PickledArray,
  type Stacked,
  tupleOf,
} from './loose';
import { parseLongBytes } from './long-bytes';
import { COSTS } from './memory-budget';
import { fillArray, fillDtype } from './numpy';
import { OPCODES, type OpcodeName } from '../opcodes';
import type { PickleMachine } from './pickle-machine';
import {
  parseFloatLine,
  parseInteger,
  parseLine,
  parseMemoId,
  parseStringLiteral,
  parseUnicodeLine,
} from './text-arguments';

export type Operation = (machine: PickleMachine) => void;

const HIGHEST_PROTOCOL = 5;

/** The operation of each opcode, by its code; the caller handles STOP. */
export const OPERATIONS: readonly (Operation | undefined)[] = byCode({
  PROTO: (machine) => {
    const protocol = machine.cursor.uint8();
    if (protocol > HIGHEST_PROTOCOL) {
      machine.fail(`pickle protocol ${protocol}; expected 0 to ${HIGHEST_PROTOCOL}`);
    }
  },
  FRAME: ({ cursor, fail }) => {
    const length = cursor.uint64();
    const left = cursor.bytes.length - cursor.position;
    if (length > left) fail(`a frame of ${length} bytes, but ${left} are left`);
  },

  NONE: (machine) => machine.push(null),
  NEWTRUE: (machine) => machine.push(true),
  NEWFALSE: (machine) => machine.push(false),
  INT: (machine) => machine.push(parseInteger(machine.cursor)),
  LONG: (machine) => machine.push(parseInteger(machine.cursor)),
  BININT: (machine) => machine.push(machine.cursor.int32()),
  BININT1: (machine) => machine.push(machine.cursor.uint8()),
  BININT2: (machine) => machine.push(machine.cursor.uint16()),
  LONG1: (machine) => machine.push(parseLongBytes(machine.cursor, machine.cursor.uint8())),
  LONG4: (machine) => machine.push(parseLongBytes(machine.cursor, machine.cursor.uint32())),
  FLOAT: (machine) => machine.push(parseFloatLine(machine.cursor)),
  BINFLOAT: (machine) => machine.push(machine.cursor.float64()),

  STRING: (machine) => machine.push(parseStringLiteral(machine.cursor)),
  BINSTRING: (machine) => pushLatin1(machine, machine.cursor.uint32()),
  SHORT_BINSTRING: (machine) => pushLatin1(machine, machine.cursor.uint8()),
  UNICODE: (machine) => machine.push(parseUnicodeLine(machine.cursor)),
  BINUNICODE: (machine) => {
    const length = machine.cursor.uint32();
    // Python shares texts of one character, which may also stand elsewhere.
    if (length <= 2 || !machine.follows(ENCODE)) pushUtf8(machine, length);
    else pushEncoded(machine, length);
  },
  SHORT_BINUNICODE: (machine) => pushUtf8(machine, machine.cursor.uint8()),
  BINUNICODE8: (machine) => pushUtf8(machine, machine.cursor.uint64()),
  BINBYTES: (machine) => pushBytes(machine, machine.cursor.uint32()),
  SHORT_BINBYTES: (machine) => pushBytes(machine, machine.cursor.uint8()),
  BINBYTES8: (machine) => pushBytes(machine, machine.cursor.uint64()),
  BYTEARRAY8: (machine) => pushBytes(machine, machine.cursor.uint64()),

  MARK: (machine) => machine.mark(),
  POP: (machine) => void machine.pop(),
  POP_MARK: (machine) => void machine.popMark(),
  DUP: (machine) => machine.push(machine.top()),

  EMPTY_TUPLE: pushEmpty,
  TUPLE: (machine) => {
    machine.spend(COSTS.list);
    machine.push(tupleOf(machine.popMark()));
  },
  TUPLE1: (machine) => pushTuple(machine, 1),
  TUPLE2: (machine) => pushTuple(machine, 2),
  TUPLE3: (machine) => pushTuple(machine, 3),
  EMPTY_LIST: (machine) => void machine.pushList(),
  LIST: (machine) => {
    const items = machine.popMark();
    machine.append(machine.pushList(), items);
  },
  APPEND: (machine) => {
    const item = machine.pop();
    machine.append(machine.top(), [item]);
  },
  APPENDS: (machine) => {
    const items = machine.popMark();
    machine.append(machine.top(), items);
  },
  EMPTY_SET: pushEmpty,
  ADDITEMS: (machine) => {
    const items = machine.popMark();
    machine.append(machine.top(), items);
  },
  FROZENSET: (machine) => {
    const items = machine.popMark();
    machine.spend(COSTS.list + COSTS.item * items.length);
    machine.push(items.map((item) => machine.plain(item)));
  },
  EMPTY_DICT: (machine) => machine.pushDict(),
  DICT: (machine) => {
    const items = machine.popMark();
    machine.pushDict();
    setItems(machine, items);
  },
  SETITEM: (machine) => {
    const value = machine.pop();
    setItems(machine, [machine.pop(), value]);
  },
  SETITEMS: (machine) => setItems(machine, machine.popMark()),

  PUT: (machine) => machine.put(parseMemoId(machine.cursor)),
  BINPUT: (machine) => machine.put(machine.cursor.uint8()),
  LONG_BINPUT: (machine) => machine.put(machine.cursor.uint32()),
  MEMOIZE: (machine) => machine.memoize(),
  GET: (machine) => machine.get(parseMemoId(machine.cursor)),
  BINGET: (machine) => machine.get(machine.cursor.uint8()),
  LONG_BINGET: (machine) => machine.get(machine.cursor.uint32()),

  GLOBAL: (machine) => {
    const module = parseLine(machine.cursor);
    pushName(machine, module, parseLine(machine.cursor));
  },
  STACK_GLOBAL: stackGlobal,
  REDUCE: reduce,
  BUILD: build,

  INST: (machine) => {
    const module = parseLine(machine.cursor);
    machine.fail(`makes an object of ${quote(module, parseLine(machine.cursor))}; ${REFUSED}`);
  },
  OBJ: refuse('makes an object (OBJ)'),
  NEWOBJ: newObject,
  NEWOBJ_EX: refuse('makes an object (NEWOBJ_EX)'),
  EXT1: refuse('names a registered extension (EXT1)'),
  EXT2: refuse('names a registered extension (EXT2)'),
  EXT4: refuse('names a registered extension (EXT4)'),
  PERSID: (machine) => pushReference(machine, 'PERSID', () => parseLine(machine.cursor)),
  BINPERSID: (machine) => pushReference(machine, 'BINPERSID', () => machine.popValue()),
  NEXT_BUFFER: refuse('points at a buffer outside the pickle (NEXT_BUFFER)'),
  READONLY_BUFFER: refuse('points at a buffer outside the pickle (READONLY_BUFFER)'),
});

const REFUSED =
  'pickles that call anything are refused (reading executes nothing): expected plain data and NumPy arrays';

function byCode(
  operations: Record<Exclude<OpcodeName, 'STOP'>, Operation>,
): (Operation | undefined)[] {
  const table = new Array<Operation | undefined>(256).fill(undefined);
  for (const [name, operation] of Object.entries(operations)) {
    table[OPCODES[name as OpcodeName]] = operation;
  }
  return table;
}

function refuse(what: string): Operation {
  return (machine) => machine.fail(`${what}; ${REFUSED}`);
}

function stackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  const module = machine.pop();
  if (typeof name !== 'string' || typeof module !== 'string') {
    machine.fail('STACK_GLOBAL without the names of a module and of something in it');
  }
  pushName(machine, module, name);
}

function reduce(machine: PickleMachine): void {
  const args = itemsOf(machine.pop());
  const callable = machine.pop();
  if (isNameOfObject(callable) && args !== null) {
    pushObject(machine, callable, args);
    return;
  }
  if (!(callable instanceof KnownName) || callable.make === undefined) {
    const what = callable instanceof KnownName ? callable.label : 'something that is no name';
    machine.fail(`calls ${what}; ${REFUSED}`);
  }
  if (args === null) machine.fail(`calls ${callable.label} without a tuple of arguments`);
  machine.push(callable.make(args, machine.fail, machine.spend));
}

function newObject(machine: PickleMachine): void {
  const args = itemsOf(machine.pop());
  const cls = machine.pop();
  if (cls instanceof KnownName && isCacheTemplate(cls) && args !== null) {
    machine.push(cls.make!(args, machine.fail, machine.spend));
    return;
  }
  if (!isNameOfObject(cls) || args === null) {
    machine.fail(`makes an object (NEWOBJ); ${REFUSED}`);
  }
  pushObject(machine, cls, args);
}

function pushObject(machine: PickleMachine, { name }: PickledObject, args: readonly Stacked[]) {
  machine.spend(COSTS.array + COSTS.item * args.length);
  machine.push(
    new PickledObject(
      name,
      args.map((arg) => machine.plain(arg)),
    ),
  );
}

function isNameOfObject(value: Stacked): value is PickledObject {
  return value instanceof PickledObject && value.args === null;
}

function pushReference(machine: PickleMachine, opcode: string, id: () => PickleValue): void {
  if (machine.objects === null) {
    machine.fail(`points at an object outside the pickle (${opcode}); ${REFUSED}`);
  }
  machine.spend(COSTS.array);
  machine.push(new PickledObject(PERSISTENT_ID, [id()]));
}

function build(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  if (target instanceof PickledArray) {
    fillArray(target, state, machine.fail, machine.spend);
    const objects = OBJECTS.get(target);
    if (objects) {
      machine.pop();
      machine.push(objects);
    }
  } else if (target === OBJECT_DTYPE) machine.plain(state);
  else if (target instanceof Dtype) fillDtype(target, state, machine.fail);
  else if (target instanceof PickledObject && target.args !== null) {
    target.state = machine.plain(state);
  } else if (target instanceof Map && (machine.objects !== null || TEMPLATES.has(target))) {
    // Attributes of a subclass of dict, which are no items: the versions of the modules in PyTorch's OrderedDict.
    machine.plain(state);
  } else machine.fail(`sets the state of an object; ${REFUSED}`);
}

function pushName(machine: PickleMachine, module: string, name: string): void {
  const known = findKnownName(module, name);
  const label = `${module}.${name}`;
  if (known === null && machine.objects?.has(label)) {
    machine.spend(COSTS.array);
    machine.push(new PickledObject(label, null));
    return;
  }
  if (known === null) machine.fail(`names ${quote(module, name)}; ${REFUSED}`);
  machine.push(known);
}

/** Shortens a name, which in a hostile file may be long or contain terminal escape codes. */
function quote(module: string, name: string): string {
  return `${module}.${name}`.slice(0, 200).replace(/[^\x20-\x7e]/g, '?');
}

function pushEmpty(machine: PickleMachine): void {
  machine.spend(COSTS.list);
  machine.push([]);
}

function pushTuple(machine: PickleMachine, length: number): void {
  machine.spend(COSTS.list);
  const items = new Array<Stacked>(length);
  for (let i = length - 1; i >= 0; i--) items[i] = machine.pop();
  machine.push(tupleOf(items));
}

function setItems(machine: PickleMachine, items: readonly Stacked[]): void {
  const dict = machine.top();
  if (!(dict instanceof Map)) machine.fail('sets items of something that is no dict');
  if (items.length % 2 !== 0) machine.fail('sets a key without a value');
  machine.spend((COSTS.dictEntry / 2) * items.length);
  for (let i = 0; i < items.length; i += 2) {
    dict.set(machine.plain(items[i]), machine.plain(items[i + 1]));
  }
}

function pushLatin1(machine: PickleMachine, length: number): void {
  // An array's bytes follow its dtype and order, and are its own unless they are one or two: Python shares those texts.
  if (length > 2 && machine.stack[machine.stack.length - 2] instanceof Dtype) {
    pushBytes(machine, length);
    return;
  }
  const start = machine.cursor.advance(length);
  machine.push(latin1(machine.cursor.bytes, start, start + length));
}

function pushUtf8(machine: PickleMachine, length: number): void {
  const start = machine.cursor.advance(length);
  machine.push(
    machine.strings.utf8(start, start + length) ?? machine.fail('a string that is not UTF-8'),
  );
}

function pushEncoded(machine: PickleMachine, length: number): void {
  const start = machine.cursor.advance(length);
  const bytes = machine.strings.latin1Bytes(start, start + length);
  machine.push(new EncodedText(bytes ?? machine.fail('bytes written with other than Latin-1')));
}

function pushBytes(machine: PickleMachine, length: number): void {
  const start = machine.cursor.advance(length);
  machine.spend(COSTS.array + length);
  machine.push(machine.cursor.bytes.slice(start, start + length));
}
