/** Adds the stage number, counted from 1, to config paths, which count from 0: `stages[1].mask (stage 2)`. */
export function withStageNumbers(message: string): string {
  return message.replace(
    /\bstages\[(\d+)\][\w.[\]-]*(?! \(stage)(?![\w.[\]=-])/g,
    (path, index) => `${path} (stage ${Number(index) + 1})`,
  );
}
