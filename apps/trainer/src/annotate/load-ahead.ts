/**
 * What `load` makes of the items, in their order; the next few are being loaded while one is worked on.
 *
 * @param depth how many items are loaded at a time
 */
export async function* loadAhead<Item, Loaded>(
  items: Iterable<Item>,
  depth: number,
  load: (item: Item) => Promise<Loaded>,
): AsyncGenerator<Loaded> {
  const waiting: Promise<Loaded>[] = [];
  for (const item of items) {
    const loading = load(item);
    // A failure counts when its turn comes.
    loading.catch(() => undefined);
    waiting.push(loading);
    if (waiting.length >= depth) yield await waiting.shift()!;
  }
  while (waiting.length > 0) yield await waiting.shift()!;
}
