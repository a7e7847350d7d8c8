import { BadEntry } from './bad-entry';
import { isWholeText } from '@turbo-hoi/formats';
import { numbersOf, shown } from './numbers';

/** A record of a JSON or pickle file, read by field name. */
export class Fields {
  private constructor(private readonly get: (name: string) => unknown) {}

  /** @throws BadEntry for anything but an object or a dict */
  static of(value: unknown): Fields {
    if (value instanceof Map) return new Fields((name) => value.get(name));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BadEntry(`got ${shown(value)}; expected an object`);
    // Not by prototype: a field may be called "constructor".
    return new Fields((name) =>
      Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
    );
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** @throws BadEntry if it is missing */
  value(name: string): unknown {
    const value = this.get(name);
    if (value === undefined) throw new BadEntry(`${name} is missing`);
    return value;
  }

  /** A number, which may be NaN. */
  number(name: string): number {
    return this.numbers(name, 1)[0];
  }

  finite(name: string): number {
    const value = this.number(name);
    if (Number.isFinite(value)) return value;
    throw new BadEntry(`${name} is ${shown(this.get(name))}; expected a finite number`);
  }

  /** An id, index or count; also as text. */
  whole(name: string): number {
    const given = this.get(name);
    const value = isWholeText(given) ? Number(given) : this.number(name);
    if (Number.isSafeInteger(value)) return value;
    throw new BadEntry(`${name} is ${shown(given)}; expected a whole number`);
  }

  /** 0, 1 or a boolean; `otherwise` if it is missing. */
  flag(name: string, otherwise: 0 | 1): 0 | 1 {
    const value = this.get(name);
    if (value === undefined) return otherwise;
    if (typeof value === 'boolean') return value ? 1 : 0;
    const number = this.number(name);
    if (number === 0 || number === 1) return number;
    throw new BadEntry(`${name} is ${shown(value)}; expected 0 or 1`);
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string') return value;
    throw new BadEntry(`${name} is ${shown(value)}; expected text`);
  }

  /** `count` numbers, which may be NaN. */
  numbers(name: string, count: number): ArrayLike<number> {
    const value = this.value(name);
    const numbers = numbersOf(value);
    if (numbers?.length === count) return numbers;
    const expected = count === 1 ? 'a number' : `${count} numbers`;
    const got = numbers && numbers.length > 1 ? `${numbers.length} numbers` : shown(value);
    throw new BadEntry(`${name} is ${got}; expected ${expected}`);
  }

  finites(name: string, count: number): ArrayLike<number> {
    const numbers = this.numbers(name, count);
    for (let i = 0; i < count; i++)
      if (!Number.isFinite(numbers[i]))
        throw new BadEntry(
          `${name} is ${shown([...Array.from(numbers)])}; expected finite numbers`,
        );
    return numbers;
  }
}
