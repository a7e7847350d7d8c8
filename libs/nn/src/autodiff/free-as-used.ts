import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

type TapeNode = ReturnType<typeof tf.engine>['state']['activeTape'][number];
type InputGradients = ReturnType<NonNullable<TapeNode['gradient']>>;

/**
 * Lets a backward pass free each tensor behind its last use. tfjs by itself keeps all gradients of intermediate results, and all that the
 * forward pass saved for them, until the pass is done. To be called as the last thing under `tf.variableGrads` or `tf.grads`.
 *
 * @param wanted what the gradients are computed of
 */
export function freeAsUsed(wanted: readonly Tensor[]): void {
  const pass = new BackwardPass(new Set(wanted.map(({ id }) => id)));
  for (const node of tf.engine().state.activeTape ?? []) pass.follow(node);
}

/** Follows tfjs through the tape, which calls `gradient` node by node, and of each node the gradients by the inputs that matter. */
class BackwardPass {
  /** What nobody reads once tfjs has come to the next node. */
  private used: Tensor[] = [];
  /** Inputs that have a gradient, to which tfjs adds the next ones. */
  private readonly begun = new Set<number>();
  /** Gradients that tfjs holds for one input; a second input gets a tensor of its own, so that each has one holder. */
  private readonly held = new Set<number>();

  constructor(private readonly wanted: ReadonlySet<number>) {}

  follow(node: TapeNode): void {
    const { gradient } = node;
    if (!gradient) return;
    node.gradient = (dys) => {
      tf.dispose(this.used);
      this.used = [...(node.saved ?? [])];
      node.outputs.forEach(({ id }, i) => {
        if (!dys[i] || this.wanted.has(id)) return;
        this.held.add(dys[i].id);
        this.used.push(dys[i]);
      });
      return this.followed(node, gradient(dys));
    };
  }

  private followed({ inputs }: TapeNode, gradients: InputGradients): InputGradients {
    const own: InputGradients = {};
    for (const name of Object.keys(gradients)) {
      own[name] = () => this.hold(inputs[name].id, gradients[name]());
    }
    return own;
  }

  private hold(input: number, gradient: Tensor): Tensor {
    const own = this.held.has(gradient.id) ? gradient.clone() : gradient;
    this.held.add(own.id);
    if (this.begun.has(input)) this.used.push(own);
    else this.begun.add(input);
    return own;
  }
}
