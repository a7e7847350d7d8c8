/** True where two types are the same, `any` included. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** For type tests (`*.spec-d.ts`), which the compiler runs: an error where the type is another. */
export function expectType<Expected>() {
  return <Actual>(_: Actual, ..._same: Same<Actual, Expected> extends true ? [] : [never]): void =>
    undefined;
}
