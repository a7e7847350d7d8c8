import type { FuzzReader } from '../seed';

export const FAULTS = [null, 'error', 'memory', 'hang', 'death'] as const;

/** A test reader that fails in every possible way, to check that each failure is detected. */
export const faultyReader: FuzzReader = {
  name: 'faulty',
  seeds: () => [
    {
      name: 'zeros',
      bytes: new Uint8Array(200),
      json: false,
      read: (bytes) => fail(faultOf(bytes)),
    },
  ],
};

/** A byte that few files contain. */
export function faultOf(bytes: Uint8Array): (typeof FAULTS)[number] {
  return FAULTS[bytes.reduce((sum, byte) => sum + byte, 0) % 41] ?? null;
}

function fail(fault: (typeof FAULTS)[number]): void {
  switch (fault) {
    case 'error':
      throw new TypeError('faulty');
    case 'memory':
      new Uint8Array(600 * 2 ** 20).fill(1);
      return;
    case 'hang':
      for (;;);
    case 'death':
      process.exit(7);
  }
}
