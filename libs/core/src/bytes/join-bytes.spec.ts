import { joinBytes } from './join-bytes';

it('puts bytes behind each other', () => {
  const part = Uint8Array.of(1, 2);
  const whole = joinBytes([part, new Uint8Array(), Uint8Array.of(3)]);
  expect(whole).toEqual(Uint8Array.of(1, 2, 3));
  whole[0] = 9;
  expect(part[0]).toBe(1);
  expect(joinBytes([])).toEqual(new Uint8Array());
});
