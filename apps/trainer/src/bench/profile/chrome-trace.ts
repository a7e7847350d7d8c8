import type { Profile } from './profile';

/** An event of Chrome's trace format; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  /** X: a span, M: a name. */
  readonly ph: 'X' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly cat?: 'phase' | 'op';
  readonly ts?: number;
  readonly dur?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** The object that chrome://tracing and Perfetto open. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, unknown>>;
  readonly traceEvents: readonly TraceEvent[];
}

const [PHASES, OPS] = [1, 2];

/**
 * Each case is a process with two threads, phases above ops; times count from its first event.
 *
 * @param about facts about machine and versions, kept with the trace
 */
export function chromeTrace(profiles: readonly Profile[], about: object): ChromeTrace {
  return {
    displayTimeUnit: 'ms',
    otherData: { ...about },
    traceEvents: profiles.flatMap(eventsOf),
  };
}

function eventsOf({ size, phases, kernels }: Profile, index: number): TraceEvent[] {
  const pid = index + 1;
  const spans = [...phases, ...kernels];
  const origin = spans.reduce((least, { start }) => Math.min(least, start), Infinity);
  const named = (name: string, tid: number, text: string): TraceEvent => {
    return { name, ph: 'M', pid, tid, args: { name: text } };
  };
  const span = (at: { name: string; start: number; end: number }, tid: number): TraceEvent => ({
    name: at.name,
    ph: 'X',
    pid,
    tid,
    cat: tid === PHASES ? 'phase' : 'op',
    ts: microseconds(at.start - origin),
    dur: microseconds(at.end - at.start),
  });
  return [
    named('process_name', PHASES, size),
    named('thread_name', PHASES, 'phases'),
    named('thread_name', OPS, 'ops'),
    ...phases.map((phase) => span(phase, PHASES)),
    ...kernels.map((kernel) => ({
      ...span(kernel, OPS),
      args: { output: kernel.shapes.map((shape) => `[${shape}]`).join(' ') },
    })),
  ];
}

/** To a nanosecond. */
const microseconds = (milliseconds: number) => Math.round(milliseconds * 1e6) / 1000;
