import { IN_WORKSPACE, typedCommand } from './typed-command';

test.each([
  ['train', '', 'npx nx run trainer:train', 'npx turbo-hoi train'],
  ['train', '--quick', 'npx nx run trainer:train -- --quick', 'npx turbo-hoi train --quick'],
  ['setup', '--gpu', 'npx nx run backends:setup -- --gpu', 'npx turbo-hoi setup --gpu'],
  [
    'photo-train',
    '--root a',
    'npx nx run photo:train -- --root a',
    'npx turbo-hoi photo-train --root a',
  ],
])(
  '%s %s is typed by target in the workspace, by name elsewhere',
  (command, args, ours, theirs) => {
    expect(typedCommand(command, args, true)).toBe(ours);
    expect(typedCommand(command, args, false)).toBe(theirs);
  },
);

test('sources run in the workspace', () => {
  expect(IN_WORKSPACE).toBe(true);
});
