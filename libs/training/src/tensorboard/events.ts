import { bytesField, doubleField, floatField, message, varintField } from './protobuf';
import { tfRecord } from './tf-record';

// Field numbers of tensorflow/core/util/event.proto and framework/summary.proto.
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const;
const SUMMARY_VALUE = 1;
const VALUE = { tag: 1, simpleValue: 2 } as const;
const SESSION_LOG = { status: 1, start: 1 } as const;

/** The first record of an event file. @param wallTime seconds since 1970 */
export function fileVersionEvent(wallTime: number): Uint8Array {
  return event(wallTime, 0, bytesField(EVENT.fileVersion, 'brain.Event:2'));
}

/** Makes readers discard this and later steps of the run's older files. */
export function restartEvent(wallTime: number, step: number): Uint8Array {
  const log = message(varintField(SESSION_LOG.status, SESSION_LOG.start));
  return event(wallTime, step, bytesField(EVENT.sessionLog, log));
}

/** The values of a step, by tag; a `/` in a tag groups curves. */
export function scalarsEvent(
  wallTime: number,
  step: number,
  scalars: Readonly<Record<string, number>>,
): Uint8Array {
  const values = Object.entries(scalars).map(([tag, value]) =>
    bytesField(
      SUMMARY_VALUE,
      message(bytesField(VALUE.tag, tag), floatField(VALUE.simpleValue, value)),
    ),
  );
  return event(wallTime, step, bytesField(EVENT.summary, message(...values)));
}

function event(wallTime: number, step: number, content: readonly number[]): Uint8Array {
  // Protobuf omits fields that are 0.
  const stepField = step === 0 ? [] : varintField(EVENT.step, step);
  return tfRecord(message(doubleField(EVENT.wallTime, wallTime), stepField, content));
}
