import { Container } from 'inversify';
import { type PluginConfig, pluginSlot, definePlugin } from './plugin';
import { type AnyPlugin, pluginModule } from './plugin-module';
import { creatorOf, formatPath, outsidePlugin, pluginTraits, selectPlugin } from './select-plugin';

interface Lamp {
  readonly watts: number;
}

const LAMPS = pluginSlot<Lamp, { readonly room: string }>('lamp');

/** A minimal schema written by hand: `watts` is a number, 40 by default. */
const wattsSchema = {
  '~standard': {
    version: 1,
    vendor: 'own',
    validate: ({ watts = 40 }: { watts?: number }) =>
      typeof watts === 'number'
        ? { value: { watts } }
        : { issues: [issue(['watts'], 'no number')] },
  },
} as const;

const issue = (path: readonly PropertyKey[], message: string) => ({ path, message });

const lamp = (kind: string, factor = 1) =>
  definePlugin(LAMPS, {
    kind,
    schema: wattsSchema as never,
    create: ({ watts }: Lamp) => ({ watts: watts * factor }),
  });

function select(config: unknown, ...plugins: AnyPlugin[]) {
  const container = new Container();
  container.load(pluginModule(...plugins));
  return selectPlugin(container, LAMPS, config as PluginConfig, 'rooms[0].lamp');
}

test('creates the plugin that the kind names, from validated options', () => {
  const chosen = select({ kind: 'bulb', watts: 60 }, lamp('bulb'), lamp('tube', 2));
  expect(chosen.create({ room: 'hall' })).toEqual({ watts: 60 });
});

test('fills in the defaults of a schema that is not a zod schema', () => {
  expect(select({ kind: 'bulb' }, lamp('bulb')).config).toEqual({ kind: 'bulb', watts: 40 });
});

test('the plugin bound last replaces one of the same kind', () => {
  const chosen = select({ kind: 'bulb', watts: 60 }, lamp('bulb'), lamp('bulb', 10));
  expect(chosen.create({ room: 'hall' })).toEqual({ watts: 600 });
});

test('an unknown kind lists the loaded kinds, each once', () => {
  expect(() => select({ kind: 'blub' }, lamp('tube'), lamp('bulb'), lamp('bulb'))).toThrow(
    expect.objectContaining({
      kind: 'config',
      message: expect.stringMatching(
        /^rooms\[0\]\.lamp\.kind: got "blub"; loaded lamp plugins: bulb, tube\. Load/,
      ),
    }),
  );
});

test.each([[undefined], [null], [{}], [{ kind: 7 }]])(
  'refuses %p, which has no known kind',
  (config) => {
    expect(() => select(config, lamp('bulb'))).toThrow(/rooms\[0\]\.lamp\.kind: got/);
  },
);

test('states that no plugin is loaded', () => {
  expect(() => selectPlugin(new Container(), LAMPS, { kind: 'bulb' }, 'lamp')).toThrow(
    /loaded lamp plugins: none/,
  );
});

test('every issue of a schema is a line with its place', () => {
  const schema = {
    '~standard': {
      version: 1,
      vendor: 'own',
      validate: () => ({
        issues: [issue(['shade', 2, 'color'], 'unknown'), issue([], 'too bright')],
      }),
    },
  } as const;
  const plugin = definePlugin(LAMPS, { kind: 'bulb', schema, create: () => ({ watts: 1 }) });
  expect(() => select({ kind: 'bulb' }, plugin)).toThrow(
    expect.objectContaining({
      kind: 'config',
      message: 'rooms[0].lamp.shade[2].color: unknown\nrooms[0].lamp: too bright',
    }),
  );
});

test('an asynchronous schema is refused', () => {
  const schema = {
    '~standard': { version: 1, vendor: 'own', validate: async () => ({ value: {} }) },
  } as const;
  const plugin = definePlugin(LAMPS, { kind: 'late', schema, create: () => ({ watts: 1 }) });
  expect(() => select({ kind: 'late' }, plugin)).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: expect.stringMatching(/rooms\[0\]\.lamp.*"late" is asynchronous/),
    }),
  );
});

test('names the plugin whose code throws, and keeps the cause', () => {
  const cause = new TypeError('no socket');
  const plugin = definePlugin(LAMPS, {
    kind: 'bulb',
    schema: wattsSchema as never,
    create: (): Lamp => {
      throw cause;
    },
  });
  expect(() => select({ kind: 'bulb' }, plugin).create({ room: 'hall' })).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: 'rooms[0].lamp: lamp "bulb" failed: no socket',
      cause,
    }),
  );
});

test('names the plugin whose schema throws', () => {
  const schema = {
    '~standard': {
      version: 1,
      vendor: 'own',
      validate: () => {
        throw new Error('broken');
      },
    },
  } as const;
  const plugin = definePlugin(LAMPS, { kind: 'bulb', schema, create: () => ({ watts: 1 }) });
  expect(() => select({ kind: 'bulb' }, plugin)).toThrow(/lamp "bulb" failed: broken/);
});

test('writes a path as code does', () => {
  expect(formatPath(['a', 0, { key: 'b' }])).toBe('.a[0].b');
  expect(formatPath(undefined)).toBe('');
});

describe('traits', () => {
  const HEATERS = pluginSlot<Lamp, object, { readonly needsWater?: boolean }>('heater');
  const heater = (kind: string, traits?: { readonly needsWater?: boolean }) =>
    definePlugin(HEATERS, {
      kind,
      schema: wattsSchema as never,
      traits,
      create: () => ({ watts: 1 }),
    });
  const container = new Container();
  container.load(
    pluginModule(heater('gas'), heater('kettle', { needsWater: true }), heater('wood')),
    pluginModule(heater('wood', { needsWater: false })),
  );
  const traitsOf = (kind: string) => pluginTraits(container, HEATERS, { kind });

  it('are those that the plugin declares, independent of its options', () => {
    expect(pluginTraits(container, HEATERS, { kind: 'kettle', watts: 'wrong' })).toEqual({
      needsWater: true,
    });
    expect(traitsOf('wood')).toEqual({ needsWater: false });
  });

  it('are empty for a plugin without declarations, an unknown kind and an empty slot', () => {
    expect([traitsOf('gas'), traitsOf('sun')]).toEqual([{}, {}]);
    expect(pluginTraits(new Container(), HEATERS, { kind: 'gas' })).toEqual({});
  });

  it('of another slot are refused by the compiler', () => {
    // @ts-expect-error No trait of the slot.
    expect(heater('coal', { needsWood: true }).traits).toEqual({ needsWood: true });
  });
});

describe('a plugin from outside', () => {
  const outside = { ...lamp('torch'), origin: './torch.ts' };

  it('is named with its file if its code throws', () => {
    const broken = {
      ...outside,
      create: () => {
        throw new Error('no battery');
      },
    };
    expect(() => select({ kind: 'torch' }, broken).create({ room: 'hall' })).toThrow(
      'rooms[0].lamp: lamp "torch" of ./torch.ts failed: no battery',
    );
  });

  it('is named by what it created, and a plugin of turbo-hoi is not', () => {
    const made = select({ kind: 'torch' }, outside).create({ room: 'hall' });
    expect(creatorOf(made)).toBe(', lamp "torch" of ./torch.ts');
    expect(creatorOf(select({ kind: 'bulb' }, lamp('bulb')).create({ room: 'hall' }))).toBe('');
    expect(creatorOf(null)).toBe('');
  });

  it('is told from one of turbo-hoi by its config', () => {
    const container = new Container();
    container.load(pluginModule(lamp('bulb'), outside));
    const named = (kind: string) => outsidePlugin(container, LAMPS, { kind }, 'rooms[0].lamp');
    expect(named('torch')).toBe('rooms[0].lamp: lamp "torch" of ./torch.ts');
    expect([named('bulb'), outsidePlugin(container, LAMPS, null, 'x')]).toEqual([null, null]);
  });
});
