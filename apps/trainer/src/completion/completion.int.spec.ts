import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { createProgram } from '../cli/program';
import { bashCompletion } from './bash-completion';
import { completedCommands } from './completed-commands';
import { fishCompletion } from './fish-completion';
import { zshCompletion } from './zsh-completion';

const commands = completedCommands(createProgram(), {
  '--config': ['turbo-2', 'turbo-3', 'photo'],
});

/** What bash offers for a command line that ends at the cursor. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const program = `
    ${bashCompletion('turbo-hoi', commands)}
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
    COMP_CWORD=${words.length - 1}
    _turbo_hoi
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

test.each([
  ['turbo-hoi tr', ['train', 'train-detector']],
  ['turbo-hoi train --config tu', ['turbo-2', 'turbo-3']],
  ['turbo-hoi train --seed 1 --qui', ['--quick']],
  ['turbo-hoi train --backend w', ['webgpu', 'wasm']],
  ['turbo-hoi score --metric k', ['keypoints']],
  ['turbo-hoi experiment figure', ['figure-3']],
  ['turbo-hoi completion ', ['bash', 'zsh', 'fish']],
  ['turbo-hoi predict --input pho', []],
  ['turbo-hoi nonsense --a', []],
])('bash completes "%s"', (line, expected) => {
  expect(offered(line)).toEqual(expected);
});

test('bash offers every command and every visible option', () => {
  const program = createProgram();
  expect(offered('turbo-hoi ')).toEqual(program.commands.map((command) => command.name()));
  const train = program.commands.find((command) => command.name() === 'train')!;
  const options = train.options.map((option) => option.long);
  expect(offered('turbo-hoi train --')).toEqual(expect.arrayContaining(options));
});

const tricky = new Command('tool');
tricky
  .command('go')
  .description("Don't stop: it's [quick].")
  .addOption(new Option('--how <way>', "it's how").choices(['a', 'b']));

test.each([
  ['zsh', zshCompletion, "'*--how[it'\\''s how]:value:(a b)'"],
  ['fish', fishCompletion, "-l how -r -a 'a b' -d 'it\\'s how'"],
])('%s: descriptions are quoted', (_, write, expected) => {
  expect(write('tool', completedCommands(tricky))).toContain(expected);
});

test.each([
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
] as const)('%s reads its script, where it is installed', (shell, write) => {
  if (spawnSync(shell, ['--version']).status !== 0) return;
  const { status, stderr } = spawnSync(shell, ['-n'], {
    input: write('turbo-hoi', commands),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});
