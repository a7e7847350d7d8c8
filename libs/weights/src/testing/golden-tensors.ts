import type { TensorFile } from '../tensors/tensor-file';

/** Tensors as Python printed them. */
export type GoldenTensors = Readonly<
  Record<
    string,
    { readonly dtype: string; readonly shape: readonly number[]; readonly numbers: string[] }
  >
>;

const DTYPES: Readonly<Record<string, string>> = {
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  float64: 'F64',
  int64: 'I64',
  int32: 'I32',
  int16: 'I16',
  int8: 'I8',
  uint8: 'U8',
  bool: 'BOOL',
};

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Content of a file, as read by Python. */
export function expectedTensors(golden: GoldenTensors) {
  return Object.fromEntries(
    Object.entries(golden).map(([name, { dtype, shape, numbers }]) => [
      name,
      { dtype: DTYPES[dtype], shape, numbers: numbers.map(parse) },
    ]),
  );
}

/** Content of a file, as read by this library. */
export async function readTensors(file: TensorFile) {
  const entries = [];
  for (const name of file.names) {
    const { dtype, shape, data } = await file.tensor(name);
    entries.push([
      name,
      { dtype, shape, numbers: Array.from<number | bigint, string>(data, show) },
    ]);
  }
  return Object.fromEntries(entries) as ReturnType<typeof expectedTensors>;
}

function parse(text: string): string {
  const words: Record<string, string> = { True: '1', False: '0', inf: 'Infinity' };
  const plain = words[text] ?? text;
  return /^-?\d+L?$/.test(plain) ? plain.replace('L', '') : show(Number(plain));
}

function show(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
