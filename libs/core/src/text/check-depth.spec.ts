import { checkDepth, MAX_DEPTH } from './check-depth';

const nested = (depth: number) =>
  JSON.parse(`${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`);

it('accepts as many levels as allowed', () => {
  expect(() => checkDepth(nested(MAX_DEPTH), 'a.json', 'config')).not.toThrow();
  expect(() => checkDepth('text', 'a.json', 'config')).not.toThrow();
});

it('refuses more, without recursion', () => {
  const error = {
    kind: 'config',
    message: expect.stringMatching(/^a\.json: .* more than 100 deep/),
  };
  expect(() => checkDepth(nested(100_000), 'a.json', 'config')).toThrow(
    expect.objectContaining(error),
  );
});

it('refuses a value that contains itself, and takes shared ones once', () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(() => checkDepth(loop, 'a', 'data')).toThrow(expect.objectContaining({ kind: 'data' }));
  let shared: unknown = 1;
  for (let i = 0; i < 60; i++) shared = [shared, shared];
  expect(() => checkDepth(shared, 'a', 'data')).not.toThrow();
});
