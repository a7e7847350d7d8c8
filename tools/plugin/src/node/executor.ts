import { nodeCommand, type NodeExecutorContext, type NodeExecutorOptions } from './node-command';
import { runCommand } from './run-command';

/**
 * Runs a TypeScript script of the workspace from sources, with the user's arguments as typed.
 *
 * Returns once the script has ended. A failing script's exit code becomes that of the executor's process.
 */
export default async function node(
  options: NodeExecutorOptions,
  context: NodeExecutorContext,
): Promise<{ success: boolean }> {
  const code = await runCommand(nodeCommand(options, context));
  // A result has only success or failure; nx reads the exit code of the process.
  if (code !== 0) process.exit(code);
  return { success: true };
}
