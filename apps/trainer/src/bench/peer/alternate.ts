/** Runs A B A B …, so that a disturbance of the machine does not fall on one side only; results by program, then by round. */
export async function alternate<Program, Result>(
  programs: readonly Program[],
  rounds: number,
  run: (program: Program) => Promise<Result>,
): Promise<Result[][]> {
  const results: Result[][] = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, program] of programs.entries()) results[i].push(await run(program));
  }
  return results;
}
