import type { Cause } from './causes';

/** AP with one thing made perfect. */
export interface ApLoss {
  readonly cause: Cause;
  /** In 0..100; null without positives. */
  readonly ap: number | null;
  /** What the cause costs: that AP minus the AP as it is. */
  readonly loss: number | null;
}

/** Where AP is lost. Losses do not add up to what 100 lacks: errors hide each other. */
export interface ApLosses {
  /** As it is, in 0..100; null without positives. */
  readonly ap: number | null;
  readonly causes: readonly ApLoss[];
  /** With everything made perfect. */
  readonly perfect: number | null;
}

/** An evaluator of the detections as they are, one for every cause made perfect alone, and one for all of them. */
export class PerfectedEvaluators<E> {
  private readonly asItIs: E;
  private readonly single: readonly { readonly perfect: ReadonlySet<Cause>; readonly of: E }[];
  private readonly all: E;

  constructor(
    private readonly causes: readonly Cause[],
    create: () => E,
  ) {
    this.asItIs = create();
    this.single = causes.map((cause) => ({ perfect: new Set([cause]), of: create() }));
    this.all = create();
  }

  /** Calls `add` for every evaluator with what is perfect for it. */
  add(add: (evaluator: E, perfect: ReadonlySet<Cause>) => void): void {
    add(this.asItIs, new Set());
    for (const { of, perfect } of this.single) add(of, perfect);
    add(this.all, new Set(this.causes));
  }

  /** @param causes those that are listed; default: all */
  losses(apOf: (evaluator: E) => number | null, causes = this.causes): ApLosses {
    const ap = apOf(this.asItIs);
    const listed = this.causes.flatMap((cause, i): ApLoss[] => {
      if (!causes.includes(cause)) return [];
      const perfected = apOf(this.single[i].of);
      const loss = perfected === null || ap === null ? null : perfected - ap;
      return [{ cause, ap: perfected, loss }];
    });
    return { ap, causes: listed, perfect: apOf(this.all) };
  }
}
