import type { ForwardContext, ParameterScope } from '@turbo-hoi/core';
import { dropout, LayerNorm, Linear, relu, torchDefault, withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { RELATIVE_FEATURES } from './relative-geometry';

export interface ContextBlockOptions {
  /** d: width of a token. */
  readonly width: number;
  readonly heads: number;
  readonly dropout: number;
}

const BIAS_HIDDEN = 16;

/** What all blocks of a batch share. */
export interface BlockInput {
  /** Of {@link relativeGeometry} for every two detections of an image, [Σ n²,6]. */
  readonly relative: Tensor2D;
  /** [B·T·T] int32, the row of `relative` for every two slots of an image; 0 for empty ones. */
  readonly rowOfCell: Tensor1D;
  /** [Σ n²] int32, the two slots of each row of `relative`. */
  readonly cellOfRow: Tensor1D;
  /** [B,1,1,T] added to attention logits: 0, or far below for empty slots. */
  readonly absent: Tensor4D;
}

/**
 * One pre-norm transformer block over the detections of an image (Vaswani et al. 2017), whose attention is biased by how two boxes stand
 * to each other.
 */
export class ContextBlock {
  private readonly normAttention: LayerNorm;
  private readonly normHidden: LayerNorm;
  private readonly qkv: Linear;
  private readonly out: Linear;
  private readonly hidden: Linear;
  private readonly back: Linear;
  private readonly biasHidden: Linear;
  private readonly biasOut: Linear;

  constructor(
    scope: ParameterScope,
    private readonly options: ContextBlockOptions,
  ) {
    const { width, heads } = options;
    const linear = (name: string, from: number, to: number) =>
      new Linear(scope.scope(name), { in: from, out: to, initializer: torchDefault });
    this.normAttention = new LayerNorm(scope.scope('norm1'), { width });
    this.normHidden = new LayerNorm(scope.scope('norm2'), { width });
    this.qkv = linear('qkv', width, 3 * width);
    this.out = linear('out', width, width);
    this.hidden = linear('hidden', width, 2 * width);
    this.back = linear('back', 2 * width, width);
    this.biasHidden = linear('bias1', RELATIVE_FEATURES, BIAS_HIDDEN);
    this.biasOut = linear('bias2', BIAS_HIDDEN, heads);
  }

  /** Tokens in slots [B·T,d] → the same. Call it within `tidy`. */
  forward(tokens: Tensor2D, input: BlockInput, context: ForwardContext): Tensor2D {
    const drop = (x: Tensor, name: string): Tensor =>
      context.training ? dropout(x, this.options.dropout, context.rng.fork(name)) : x;
    const attended = this.attend(this.normAttention.forward(tokens), input, drop);
    const middle = tf.add<Tensor2D>(tokens, drop(this.out.forward(attended), 'attended'));
    const hidden = relu(this.hidden.forward(this.normHidden.forward(middle)));
    return tf.add<Tensor2D>(middle, drop(this.back.forward(hidden), 'hidden'));
  }

  private attend(
    tokens: Tensor2D,
    input: BlockInput,
    drop: (x: Tensor, name: string) => Tensor,
  ): Tensor2D {
    const { relative, absent } = input;
    const { width, heads } = this.options;
    const [images, , , slots] = absent.shape;
    const perHead = width / heads;
    const split = tf.split(this.qkv.forward(tokens), 3, 1);
    const [q, k, v] = split.map((part) =>
      tf.transpose(tf.reshape(part, [images, slots, heads, perHead]), [0, 2, 1, 3]),
    );
    const bias = this.biasOut.forward(relu(this.biasHidden.forward(relative)));
    const inSlots = tf.reshape(inCells(bias, input), [images, slots, slots, heads]);
    const biases = tf.transpose(inSlots, [0, 3, 1, 2]);
    const products = tf.div(tf.matMul(q, k, false, true), Math.sqrt(perHead));
    const logits = tf.add(tf.add(products, biases), absent);
    const weights = drop(tf.softmax(logits), 'weights') as Tensor4D;
    const mixed = tf.transpose(tf.matMul(weights, v), [0, 2, 1, 3]);
    return tf.reshape(mixed, [images * slots, width]);
  }
}

/** Rows for every two detections of an image in cells for every two slots; empty cells, whose values do not matter, repeat a row. */
function inCells(rows: Tensor2D, { rowOfCell, cellOfRow }: BlockInput): Tensor2D {
  return withGradient<Tensor2D>(
    [rows],
    (save) => {
      save(cellOfRow);
      return tf.gather(rows, rowOfCell);
    },
    (dy, [cells]) => [tf.gather(dy, cells as Tensor1D)],
  );
}
