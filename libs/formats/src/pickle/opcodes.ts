/** The opcodes of protocols 0 to 5, by the names that Python's `pickletools` gives them. */
export const OPCODES = {
  MARK: 0x28, // (
  STOP: 0x2e, // .
  POP: 0x30, // 0
  POP_MARK: 0x31, // 1
  DUP: 0x32, // 2
  FLOAT: 0x46, // F
  INT: 0x49, // I
  BININT: 0x4a, // J
  BININT1: 0x4b, // K
  LONG: 0x4c, // L
  BININT2: 0x4d, // M
  NONE: 0x4e, // N
  PERSID: 0x50, // P
  BINPERSID: 0x51, // Q
  REDUCE: 0x52, // R
  STRING: 0x53, // S
  BINSTRING: 0x54, // T
  SHORT_BINSTRING: 0x55, // U
  UNICODE: 0x56, // V
  BINUNICODE: 0x58, // X
  APPEND: 0x61, // a
  BUILD: 0x62, // b
  GLOBAL: 0x63, // c
  DICT: 0x64, // d
  EMPTY_DICT: 0x7d, // }
  APPENDS: 0x65, // e
  GET: 0x67, // g
  BINGET: 0x68, // h
  INST: 0x69, // i
  LONG_BINGET: 0x6a, // j
  LIST: 0x6c, // l
  EMPTY_LIST: 0x5d, // ]
  OBJ: 0x6f, // o
  PUT: 0x70, // p
  BINPUT: 0x71, // q
  LONG_BINPUT: 0x72, // r
  SETITEM: 0x73, // s
  TUPLE: 0x74, // t
  EMPTY_TUPLE: 0x29, // )
  SETITEMS: 0x75, // u
  BINFLOAT: 0x47, // G
  BINBYTES: 0x42, // B
  SHORT_BINBYTES: 0x43, // C
  PROTO: 0x80,
  NEWOBJ: 0x81,
  EXT1: 0x82,
  EXT2: 0x83,
  EXT4: 0x84,
  TUPLE1: 0x85,
  TUPLE2: 0x86,
  TUPLE3: 0x87,
  NEWTRUE: 0x88,
  NEWFALSE: 0x89,
  LONG1: 0x8a,
  LONG4: 0x8b,
  SHORT_BINUNICODE: 0x8c,
  BINUNICODE8: 0x8d,
  BINBYTES8: 0x8e,
  EMPTY_SET: 0x8f,
  ADDITEMS: 0x90,
  FROZENSET: 0x91,
  NEWOBJ_EX: 0x92,
  STACK_GLOBAL: 0x93,
  MEMOIZE: 0x94,
  FRAME: 0x95,
  BYTEARRAY8: 0x96,
  NEXT_BUFFER: 0x97,
  READONLY_BUFFER: 0x98,
} as const;

export type OpcodeName = keyof typeof OPCODES;

/** How an opcode's argument lies in the file: nothing, 1 to 8 bytes, bytes after their count, or lines of text. */
export const LAYOUT = {
  count1: 11,
  count4: 14,
  count8: 18,
  line: 21,
  twoLines: 22,
  unknown: 255,
} as const;

/** An entry an opcode: the number of bytes of a fixed argument, or one of {@link LAYOUT}. */
export const LAYOUTS: Uint8Array = layouts();

function layouts(): Uint8Array {
  const table = new Uint8Array(256).fill(LAYOUT.unknown);
  const set = (layout: number, ...names: OpcodeName[]) => {
    for (const name of names) table[OPCODES[name]] = layout;
  };
  set(0, ...(Object.keys(OPCODES) as OpcodeName[]));
  set(1, 'BININT1', 'BINGET', 'BINPUT', 'PROTO', 'EXT1');
  set(2, 'BININT2', 'EXT2');
  set(4, 'BININT', 'LONG_BINGET', 'LONG_BINPUT', 'EXT4');
  set(8, 'BINFLOAT', 'FRAME');
  set(LAYOUT.count1, 'SHORT_BINSTRING', 'SHORT_BINBYTES', 'SHORT_BINUNICODE', 'LONG1');
  set(LAYOUT.count4, 'BINSTRING', 'BINBYTES', 'BINUNICODE', 'LONG4');
  set(LAYOUT.count8, 'BINUNICODE8', 'BINBYTES8', 'BYTEARRAY8');
  set(LAYOUT.line, 'FLOAT', 'INT', 'LONG', 'PERSID', 'STRING', 'UNICODE', 'GET', 'PUT');
  set(LAYOUT.twoLines, 'GLOBAL', 'INST');
  return table;
}
