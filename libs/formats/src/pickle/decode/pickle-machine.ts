import type { PickleValue } from '../pickle-value';
import { Loose, OBJECTS, PickledArray, type Stacked } from './loose';
import { COSTS, MemoryBudget } from './memory-budget';
import type { PickleCursor } from './pickle-cursor';
import { StringReader } from './strings';
import type { PickleSurvey } from './survey-pickle';

/** Far more than Python puts there at once, far less than JavaScript holds. */
const MAX_STACK = 1 << 24;

/** Receives the items of the outermost list. */
export type OnItem = (item: PickleValue, index: number) => void;

/** The stack, the marks and the memo of an unpickler; what cannot be read again is not kept. */
export class PickleMachine {
  readonly stack: Stacked[] = [];
  readonly strings: StringReader;
  /** Charges bytes that the next value will take. */
  readonly spend: (bytes: number) => void;
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, Stacked>();
  private memoized = 0;
  private delivered = 0;
  /** The list whose items go to `onItem`. */
  private streamed: PickleValue[] | null = null;

  constructor(
    readonly cursor: PickleCursor,
    private readonly survey: PickleSurvey,
    private readonly onItem?: OnItem,
    /** Names of objects that are handed on as data; null where a pickle may hold none. */
    readonly objects: ReadonlySet<string> | null = null,
  ) {
    this.strings = new StringReader(cursor.bytes);
    this.spend = new MemoryBudget(survey.length, this.fail).spend;
  }

  readonly fail: (what: string) => never = (what) => this.cursor.fail(what);

  push(value: Stacked): void {
    if (this.stack.length >= MAX_STACK)
      this.fail(`puts more than ${MAX_STACK} values on the stack`);
    this.stack.push(value);
  }

  pushDict(): void {
    this.spend(COSTS.dict);
    this.push(new Map<PickleValue, PickleValue>());
  }

  /** A list that may turn out to be the outermost one. */
  pushList(): PickleValue[] {
    this.spend(COSTS.list);
    const list: PickleValue[] = [];
    const outermost = this.stack.length === 0 && this.marks.length === 0;
    if (outermost && this.onItem !== undefined && this.survey.endsWithList) {
      this.streamed ??= list;
    }
    this.push(list);
    return list;
  }

  pop(): Stacked {
    if (this.stack.length <= this.lastMark()) this.fail('takes a value from an empty stack');
    return this.stack.pop()!;
  }

  /** @throws TurboHoiError `data` where the value is a name, a dtype or the like */
  popValue(): PickleValue {
    return this.plain(this.pop());
  }

  top(): Stacked {
    if (this.stack.length <= this.lastMark()) this.fail('needs a value on an empty stack');
    return this.stack[this.stack.length - 1];
  }

  /** Whether this is what lies on top. */
  follows(value: Stacked): boolean {
    return this.stack.length > 0 && this.stack[this.stack.length - 1] === value;
  }

  mark(): void {
    if (this.marks.length >= MAX_STACK) this.fail(`sets more than ${MAX_STACK} marks`);
    this.marks.push(this.stack.length);
  }

  /** Pops the values since the last mark. */
  popMark(): Stacked[] {
    const mark = this.marks.pop();
    if (mark === undefined) this.fail('needs a mark, and none is set');
    return this.stack.splice(mark);
  }

  plain(value: Stacked): PickleValue {
    if (value instanceof Loose) this.fail(`${value.label} is no plain data`);
    // Only what `objects` names makes such a one, and then its caller's type says so.
    return value as PickleValue;
  }

  append(list: Stacked, items: readonly Stacked[]): void {
    if (!Array.isArray(list)) this.fail('appends to something that is no list');
    for (const item of items) {
      const value = this.plain(item);
      if (list === this.streamed) this.onItem!(value, this.delivered++);
      else list.push(value);
    }
  }

  put(id: number): void {
    const value = this.top();
    if (id >= this.memoized) this.memoized = id + 1;
    if (this.survey.lastGets.has(id)) this.memo.set(id, value);
  }

  /** MEMOIZE numbers by itself; Python counts the slots, which is the same unless a pickle also names some out of order. */
  memoize(): void {
    this.put(this.memoized);
  }

  get(id: number): void {
    const value = this.memo.get(id);
    if (value === undefined) this.fail(`reads memo ${id}, which was not written`);
    if (this.survey.lastGets.get(id) === this.cursor.opcodeAt) this.memo.delete(id);
    // Its BUILD has shown that it is a list.
    this.push(value instanceof PickledArray ? (OBJECTS.get(value) ?? value) : value);
  }

  result(): PickleValue {
    const value = this.popValue();
    if (this.stack.length > 0 || this.marks.length > 0) {
      this.fail('STOP comes with more than one value on the stack');
    }
    if (this.streamed !== null && value !== this.streamed) {
      this.fail('the list that was read item by item is not the outermost value');
    }
    return value;
  }

  private lastMark(): number {
    return this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1];
  }
}
