import type { Rng } from '@turbo-hoi/core';

export type Setting = 'court' | 'field' | 'street' | 'indoor';
/** What legs and trunk do. */
export type Stance = 'stand' | 'walk' | 'run' | 'sit' | 'skateboard' | 'kick';
/** What the arms and the head do. */
export type Gesture = 'rest' | 'wild' | 'hold' | 'throw' | 'hit' | 'drink' | 'phone' | 'look';

export interface Activity {
  readonly stance: Stance;
  readonly gesture: Gesture;
}

type Odds<K extends string> = Readonly<Partial<Record<K, number>>>;

export const SETTING_ODDS: Record<Setting, number> = {
  court: 0.2,
  field: 0.27,
  street: 0.25,
  indoor: 0.28,
};

const STANCE_ODDS: Record<Stance, number> = {
  stand: 0.33,
  walk: 0.13,
  run: 0.13,
  sit: 0.14,
  skateboard: 0.13,
  kick: 0.14,
};

const UPRIGHT: Odds<Gesture> = {
  rest: 0.1,
  wild: 0.08,
  hold: 0.2,
  throw: 0.15,
  hit: 0.16,
  drink: 0.11,
  phone: 0.11,
  look: 0.11,
};

const GESTURE_ODDS: Record<Stance, Odds<Gesture>> = {
  stand: UPRIGHT,
  walk: UPRIGHT,
  run: { rest: 0.5, hold: 0.2, throw: 0.1, hit: 0.1, look: 0.1, wild: 0.1 },
  kick: { rest: 0.5, hold: 0.2, look: 0.1, wild: 0.1 },
  sit: { rest: 0.2, hold: 0.25, drink: 0.2, phone: 0.2, look: 0.15 },
  skateboard: { rest: 0.3, wild: 0.4, hold: 0.2, phone: 0.1, look: 0.05 },
};

// Factors on the odds above; 1 where none is given.
const SETTING_FACTORS: Record<Setting, Odds<Stance | Gesture>> = {
  court: {
    hit: 8,
    throw: 2,
    stand: 1.5,
    run: 2,
    skateboard: 0.1,
    sit: 0.2,
    kick: 0.15,
    drink: 0.5,
    phone: 0.3,
  },
  field: {
    kick: 6,
    throw: 5,
    run: 3,
    skateboard: 0.1,
    sit: 0.2,
    hit: 0.3,
    phone: 0.3,
    drink: 0.4,
  },
  street: {
    skateboard: 6,
    walk: 3,
    phone: 5,
    kick: 0.3,
    sit: 0.4,
    throw: 0.4,
    hit: 0.1,
    hold: 1.5,
    run: 0.6,
  },
  indoor: {
    sit: 6,
    drink: 6,
    hold: 2.5,
    look: 2,
    phone: 1.5,
    run: 0.1,
    kick: 0.1,
    hit: 0.05,
    throw: 0.2,
    skateboard: 0.1,
    walk: 0.5,
  },
};

/** Draws what a person does where; the setting makes some activities more likely. */
export function drawActivity(setting: Setting, rng: Rng): Activity {
  const stance = weighted(STANCE_ODDS, setting, rng);
  return { stance, gesture: weighted(GESTURE_ODDS[stance], setting, rng) };
}

/** True where the figure moves or strikes sideways and its shoulders turn out of the image plane. */
export function isTurned({ stance, gesture }: Activity): boolean {
  return ['walk', 'run', 'kick', 'sit'].includes(stance) || ['throw', 'hit'].includes(gesture);
}

function weighted<K extends Stance | Gesture>(odds: Odds<K>, setting: Setting, rng: Rng): K {
  const factors: Odds<Stance | Gesture> = SETTING_FACTORS[setting];
  const entries = Object.entries(odds as Record<string, number>).map(([key, weight]) => [
    key,
    weight * (factors[key as K] ?? 1),
  ]);
  return rng.weighted(Object.fromEntries(entries) as Record<K, number>);
}
