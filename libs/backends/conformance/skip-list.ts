/** A spec of tfjs-core that a backend does not pass, and why that is accepted. */
export interface Skip {
  /** A part of the spec's full name. */
  readonly spec: string;
  readonly reason: string;
  /** Running it would break the specs after it. */
  readonly harmful?: boolean;
}

/** The specs that a backend is known to fail. */
export function skipList(backend: 'wasm' | 'tensorflow'): readonly Skip[] {
  return SKIPS[backend];
}

const complex = 'upstream has no complex numbers on wasm, and training has none';
const nchw = 'upstream supports only NHWC convolutions on wasm, and this project uses only NHWC';
const nchwOfOneDnn =
  'TensorFlow has NCHW convolutions on processors for which it uses oneDNN only, and this project uses only NHWC';
const strings = 'numbers only: upstream reads a string tensor as if it had memory in the module';
const noNumbers =
  "TensorFlow's kernels do not support string operands; training compares only numbers";
const padding =
  "TensorFlow pools with 'valid' and 'same' padding only; training pools without padding";
const signOfNaN =
  'the sign of NaN is NaN in TensorFlow, not 0; a step with NaN is stopped before it updates';

const SKIPS: Readonly<Record<'wasm' | 'tensorflow', readonly Skip[]>> = {
  wasm: [
    { spec: 'complex64', reason: complex },
    { spec: 'complex number', reason: complex },
    { spec: 'concat complex input', reason: complex },
    { spec: 'add wasm {} upcasts when dtypes dont match', reason: complex },
    { spec: 'sub wasm {} upcasts when dtypes dont match', reason: complex },
    { spec: 'p=0 NCHW', reason: nchw },
    { spec: 'p=same NCHW', reason: nchw },
    { spec: 'p=explicit NCHW', reason: nchw },
    { spec: 'string comparison', reason: strings, harmful: true },
    { spec: 'tile wasm {} 1d string tensor', reason: strings, harmful: true },
    { spec: 'tile wasm {} 2d string tensor', reason: strings, harmful: true },
    { spec: 'tile wasm {} 6D string tensor', reason: strings, harmful: true },
    {
      spec: 'matmul wasm {} upcasts when dtypes dont match',
      reason: 'upstream multiplies float matrices only on wasm',
    },
    {
      spec: 'clipByValue wasm {} basic vec4',
      reason: 'upstream clips NaN to the lower bound on wasm: check for NaN before clipping',
    },
    { spec: 'clipByValue wasm {} propagates NaNs', reason: 'the same' },
    {
      spec: 'second order derivative through customGradient',
      reason: "upstream's leak check counts a saved input as a leak on wasm, in tests only",
    },
    { spec: 'calling gradient of custom op twice works', reason: 'the same' },
  ],
  tensorflow: [
    { spec: 'greater tensorflow {} should support string comparison', reason: noNumbers },
    { spec: 'greaterEqual tensorflow {} should support string comparison', reason: noNumbers },
    { spec: 'lessEqual tensorflow {} should support string comparison', reason: noNumbers },
    { spec: 'avgPool tensorflow {} x=[2,2,3] f=[2,2] s=3 p=1', reason: padding },
    { spec: 'avgPool tensorflow {} x=[2,2,3] f=[1,1] s=2 p=1', reason: padding },
    { spec: 'avgPool tensorflow {} x=[3,3,1] f=[3,3] s=1 p=explicit', reason: padding },
    { spec: 'avgPool tensorflow {} gradient x=[3,3,1] f=[3,3] s=1 p=explicit', reason: padding },
    { spec: 'p=0 NCHW', reason: nchwOfOneDnn },
    { spec: 'p=same NCHW', reason: nchwOfOneDnn },
    { spec: 'p=explicit NCHW', reason: nchwOfOneDnn },
    { spec: 'sign tensorflow {} basic', reason: signOfNaN },
    { spec: 'sign tensorflow {} does not propagate NaNs', reason: signOfNaN },
    { spec: 'sign tensorflow {} accepts a tensor-like object', reason: signOfNaN },
  ],
};
