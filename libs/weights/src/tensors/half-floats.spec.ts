import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bfloat16FromFloat32,
  float16FromFloat32,
  float32FromBfloat16,
  float32FromFloat16,
} from './half-floats';

const { roundings } = JSON.parse(
  readFileSync(join(__dirname, '../safetensors/__golden__', 'safetensors.json'), 'utf8'),
) as { roundings: { floats: string[]; F16: number[]; BF16: number[] } };
const floats = roundings.floats.map((text) => Number(text.replace('inf', 'Infinity')));

it('rounds to binary16 as PyTorch does', () => {
  expect(floats.map(float16FromFloat32)).toEqual(roundings.F16);
});

it('rounds to bfloat16 as PyTorch does', () => {
  expect(floats.map(bfloat16FromFloat32)).toEqual(roundings.BF16);
});

it('returns every binary16 number unchanged', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = float32FromFloat16(bits);
    if (Number.isNaN(value)) expect(float16FromFloat32(value) & 0x7fff).toBe(0x7e00);
    else if (float16FromFloat32(value) !== bits) throw new Error(`${bits} became ${value}`);
  }
});

it('returns every bfloat16 number unchanged', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = float32FromBfloat16(bits);
    if (Number.isNaN(value)) expect(bfloat16FromFloat32(value) & 0x7fff).toBe(0x7fc0);
    else if (bfloat16FromFloat32(value) !== bits) throw new Error(`${bits} became ${value}`);
  }
});
