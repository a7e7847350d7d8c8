import type { TensorDtype } from '../tensors/tensor-data';

/** PyTorch's storage classes, as they are named in pickles. */
export const STORAGE_TYPES: ReadonlyMap<string, TensorDtype> = new Map([
  ['torch.FloatStorage', 'F32'],
  ['torch.HalfStorage', 'F16'],
  ['torch.BFloat16Storage', 'BF16'],
  ['torch.DoubleStorage', 'F64'],
  ['torch.LongStorage', 'I64'],
  ['torch.IntStorage', 'I32'],
  ['torch.ShortStorage', 'I16'],
  ['torch.CharStorage', 'I8'],
  ['torch.ByteStorage', 'U8'],
  ['torch.BoolStorage', 'BOOL'],
]);

/** The storage class of a dtype; null if PyTorch has none. */
export function storageType(dtype: TensorDtype): string | null {
  for (const [name, type] of STORAGE_TYPES) if (type === dtype) return name;
  return null;
}
