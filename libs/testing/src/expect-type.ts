/** True where two types are the same, `any` included. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes values of one type alone. */
export type TypeCheck<Expected> = <Actual>(
  value: Actual,
  ...same: Same<Actual, Expected> extends true ? [] : [never]
) => void;

/** For type tests (`*.spec-d.ts`), which the compiler runs: the check fails to compile for a value of another type. */
export function expectType<Expected>(): TypeCheck<Expected> {
  return () => undefined;
}
