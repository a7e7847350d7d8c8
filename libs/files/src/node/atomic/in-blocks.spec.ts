import { inBlocks, type Pieces } from './in-blocks';

const MIB = 2 ** 20;

async function blocksOf(pieces: Pieces): Promise<Buffer[]> {
  const blocks: Buffer[] = [];
  for await (const block of inBlocks(pieces)) blocks.push(Buffer.from(block));
  return blocks;
}

it.each<[string, number[], number[]]>([
  ['nothing', [], []],
  ['an empty piece', [0], []],
  ['small pieces', [1, 2, 3], [6]],
  ['a large piece between small ones', [1, 3 * MIB, 2], [1, 3 * MIB, 2]],
  ['pieces that fill a block exactly', [MIB - 1, 1, 1], [MIB, 1]],
  ['a piece that does not fit into the block', [MIB - 1, 2], [MIB - 1, 2]],
])('joins %s', async (_, sizes, expected) => {
  const pieces = sizes.map((size, i) => new Uint8Array(size).fill(i + 1));
  const blocks = await blocksOf(pieces);
  expect(blocks.map(({ length }) => length)).toEqual(expected);
  expect(Buffer.concat(blocks).equals(Buffer.concat(pieces))).toBe(true);
});

it('does not read a piece after requesting the next one', async () => {
  function* overwritten() {
    const piece = new Uint8Array(2);
    for (let i = 0; i < 3; i++) yield piece.fill(i);
  }
  expect(await blocksOf(overwritten())).toEqual([Buffer.of(0, 0, 1, 1, 2, 2)]);
});

it('encodes text as UTF-8', async () => {
  expect(await blocksOf(['ä', Uint8Array.of(66), '🙂'])).toEqual([Buffer.from('äB🙂')]);
});
