import { STORAGE_TYPES } from './storage-types';

export const REBUILD_TENSOR = 'torch._utils._rebuild_tensor';
export const REBUILD_TENSOR_V2 = 'torch._utils._rebuild_tensor_v2';
export const REBUILD_PARAMETER = 'torch._utils._rebuild_parameter';
export const REBUILD_PARAMETER_WITH_STATE = 'torch._utils._rebuild_parameter_with_state';

/**
 * The globals that a PyTorch checkpoint may refer to: tensors, and types that training scripts store beside them. They
 * stand for data; no named function is called.
 */
export const TORCH_NAMES: ReadonlySet<string> = new Set([
  REBUILD_TENSOR,
  REBUILD_TENSOR_V2,
  REBUILD_PARAMETER,
  REBUILD_PARAMETER_WITH_STATE,
  ...STORAGE_TYPES.keys(),
  'torch.Size',
  'torch.device',
  ...['float32', 'float16', 'bfloat16', 'float64', 'int64', 'int32'].map((name) => `torch.${name}`),
  ...['int16', 'int8', 'uint8', 'bool', 'strided', 'contiguous_format'].map((n) => `torch.${n}`),
  'argparse.Namespace',
  'collections.Counter',
  ...['pathlib.PosixPath', 'pathlib.Path', 'pathlib.PurePosixPath'],
]);
