/** True if two types are identical, also with regard to `any`. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** For type tests (`*.spec-d.ts`): a compile error if the argument has another type. */
export function expectType<Expected>() {
  return <Actual>(_: Actual, ..._same: Same<Actual, Expected> extends true ? [] : [never]): void =>
    undefined;
}
