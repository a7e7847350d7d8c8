/** Limits the tensor backends of this process and its children to a number of threads; call before one is chosen. */
export function useThreads(threads: number | undefined): void {
  if (threads !== undefined) Object.assign(process.env, threadVariables(threads));
}

/** Environment variables that TensorFlow, our wasm backend, NumPy and PyTorch read. */
export function threadVariables(threads: number): Record<string, string> {
  const names = ['TF_NUM_INTRAOP_THREADS', 'TURBO_HOI_WASM_THREADS', 'OMP_NUM_THREADS'];
  return Object.fromEntries(names.map((name) => [name, `${threads}`]));
}
