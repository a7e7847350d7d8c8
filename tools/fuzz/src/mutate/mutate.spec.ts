import { createRng } from '@turbo-hoi/core';
import { mutate } from './mutate';

const text = (value: string) => new TextEncoder().encode(value);
const json = text('{"id": 1, "box": [1, 2.5, -3], "name": "a b"}');

describe('mutate', () => {
  it('is deterministic for an rng', () => {
    const outputs = () =>
      Array.from({ length: 50 }, (_, i) =>
        mutate(json, text('other'), true, createRng(4).fork('', i)),
      );
    expect(outputs()).toEqual(outputs());
  });

  it('creates many different files, and does not change the seed file', () => {
    const before = json.slice();
    const made = Array.from({ length: 500 }, (_, i) =>
      mutate(json, text('[other]'), i % 2 === 0, createRng(i)).join(),
    );
    expect(new Set(made).size).toBeGreaterThan(400);
    expect(json).toEqual(before);
  });

  it('keeps much JSON valid, so that readers get past the parser', () => {
    const valid = Array.from({ length: 400 }, (_, i) => mutate(json, json, true, createRng(i)))
      .map((bytes) => new TextDecoder().decode(bytes))
      .filter((made) => parses(made));
    expect(valid.length).toBeGreaterThan(100);
    expect(new Set(valid).size).toBeGreaterThan(60);
  });

  it.each([[''], ['x'], ['{}']])('mutates even the smallest file: %j', (smallest) => {
    for (let i = 0; i < 300; i++) {
      expect(mutate(text(smallest), text(''), i % 2 === 0, createRng(i))).toBeInstanceOf(
        Uint8Array,
      );
    }
  });
});

function parses(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
