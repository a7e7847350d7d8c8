import { TurboHoiError } from '@turbo-hoi/core';
import { fieldPath, type PathStep, type Setting } from './setting';

type Node = Record<string | number, unknown>;

/**
 * A copy of a config with one value set.
 *
 * Setting a `kind` to another one drops the options beside it, which belong to the old kind. A field that
 * the config lacks, or that is null (disabled), is created; the schema decides whether it may exist.
 *
 * @throws TurboHoiError `config` if the path leads through a value that has no such entry
 */
export function applySetting<Config extends object>(config: Config, setting: Setting): Config {
  const copy = structuredClone(config);
  const { value } = setting;
  const path = [...setting.path];
  let node = copy as Node;
  path.forEach((given, depth) => {
    const step = stepOf(node, given);
    path[depth] = step;
    checkStep(node, { ...setting, path }, depth);
    if (depth < path.length - 1) {
      if (!Object.hasOwn(node, step) || node[step] === null) node[step] = {};
      node = node[step] as Node;
    } else {
      if (step === 'kind' && node.kind !== value) dropFields(node);
      node[step] = value;
    }
  });
  return copy;
}

/** `stages.1` is `stages[1]`, which shells such as zsh do not pass on without quotes. */
function stepOf(node: unknown, step: PathStep): PathStep {
  return Array.isArray(node) && typeof step === 'string' && /^\d+$/.test(step)
    ? Number(step)
    : step;
}

function dropFields(node: Node): void {
  for (const field of Object.keys(node)) delete node[field];
}

function checkStep(node: unknown, { source, path }: Setting, depth: number): void {
  const [here, step] = [fieldPath(path.slice(0, depth)) || 'the config', path[depth]];
  const fail = (reason: string) => new TurboHoiError('config', `${source}: ${reason}`);
  if (typeof node !== 'object' || node === null) {
    throw fail(`${here} is ${JSON.stringify(node)} and has no entry ${fieldPath([step])}.`);
  }
  if (typeof step === 'string') {
    if (Array.isArray(node)) throw fail(`${here} is a list; expected an index such as ${here}.0.`);
    return;
  }
  if (!Array.isArray(node)) throw fail(`${here} is not a list; expected the name of a field.`);
  if (step >= node.length) {
    const range = node.length ? `0 to ${node.length - 1}` : 'none, it is empty';
    throw fail(
      `${fieldPath(path.slice(0, depth + 1))} is not there; entries of ${here}: ${range}.`,
    );
  }
}
