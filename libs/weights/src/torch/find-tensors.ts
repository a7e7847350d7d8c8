import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import { type ObjectPickleValue, PickledObject } from '@turbo-hoi/formats';

/** Keys under which training scripts store the state dict. */
const WRAPPERS = ['model', 'state_dict', 'model_state_dict', 'module', 'net', 'network', 'weights'];

/** The dict of named tensors in a checkpoint. */
export interface StateDict {
  readonly entries: ReadonlyMap<ObjectPickleValue, ObjectPickleValue>;
  /** The other texts beside it, such as detectron2's `__author__`. */
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * Finds the named tensors: the dict itself, or the one at its key `model`, `state_dict` or similar.
 *
 * @throws TurboHoiError `data` if there is none
 */
export function findStateDict(value: ObjectPickleValue, file: string): StateDict {
  if (!(value instanceof Map)) {
    const what = value instanceof PickledObject ? value.name : typeof value;
    throw new TurboHoiError(
      'data',
      `${file}: holds ${what}; expected a dict of named tensors (a state dict). ` +
        'Save model.state_dict(), not the model.',
    );
  }
  for (const wrapper of WRAPPERS) {
    const inner = value.get(wrapper);
    if (inner instanceof Map) return { entries: inner, notes: notesOf(value) };
  }
  return { entries: value, notes: notesOf(value) };
}

function notesOf(dict: ReadonlyMap<ObjectPickleValue, ObjectPickleValue>): Record<string, string> {
  const notes: [string, string][] = [];
  for (const [key, value] of dict) {
    if (typeof key !== 'string' || !/^\w{1,40}$/.test(key)) continue;
    if (typeof value === 'string' && value.length <= 200) notes.push([key, value]);
  }
  return Object.fromEntries(notes);
}

/** A key for a message; in a malicious file it may be of any type. */
export function shownKey(key: ObjectPickleValue): string {
  if (typeof key === 'number') return String(key);
  return typeof key === 'string' ? quoted(key) : `a ${typeof key}`;
}
