import { actionPhrase } from './action-phrase';

const inWords = (action: string, role: string, object: string) => {
  const { verb, preposition } = actionPhrase(action);
  return [verb, preposition(role), object].filter(Boolean).join(' ');
};

test.each([
  ['hold', 'obj', 'holds it'],
  ['sit', 'instr', 'sits on it'],
  ['ride', 'instr', 'rides it'],
  ['look', 'obj', 'looks at it'],
  ['hit', 'instr', 'hits with it'],
  ['hit', 'obj', 'hits it'],
  ['eat', 'obj', 'eats it'],
  ['eat', 'instr', 'eats with it'],
  ['jump', 'instr', 'jumps with it'],
  ['lay', 'instr', 'lies on it'],
  ['talk_on_phone', 'instr', 'talks on it'],
  ['carry', 'obj', 'carries it'],
  ['throw', 'obj', 'throws it'],
  ['catch', 'obj', 'catches it'],
  ['cut', 'instr', 'cuts with it'],
  ['cut', 'obj', 'cuts it'],
  ['work_on_computer', 'instr', 'works on it'],
  ['ski', 'instr', 'skis on it'],
  ['surf', 'instr', 'surfs on it'],
  ['skateboard', 'instr', 'skateboards on it'],
  ['drink', 'instr', 'drinks from it'],
  ['kick', 'obj', 'kicks it'],
  ['point', 'instr', 'points at it'],
  ['read', 'obj', 'reads it'],
  ['snowboard', 'instr', 'snowboards on it'],
])("V-COCO's %s with role %s: %s", (action, role, expected) => {
  expect(inWords(action, role, 'it')).toBe(expected);
});

test.each([
  ['stand', 'stands'],
  ['walk', 'walks'],
  ['run', 'runs'],
  ['smile', 'smiles'],
])("V-COCO's %s needs no object: %s", (action, expected) => {
  const { verb, alone } = actionPhrase(action);
  expect([verb, alone]).toEqual([expected, '']);
});

test.each([
  ['sit_at', 'sits at it'],
  ['lie_on', 'lies on it'],
  ['hop_on', 'hops on it'],
  ['brush_with', 'brushes with it'],
  ['pick_up', 'picks up it'],
  ['text on', 'texts on it'],
  ['fly', 'flies it'],
  ['dry', 'dries it'],
  ['buy', 'buys it'],
  ['kiss', 'kisses it'],
  ['swing', 'swings it'],
  ['wash', 'washes it'],
  ['no_interaction', 'does not interact with it'],
  ['holding', 'is holding it'],
  ['holds', 'holds it'],
  ['be-near', 'is near it'],
])('other vocabularies: %s becomes "%s"', (action, expected) => {
  expect(inWords(action, 'obj', 'it')).toBe(expected);
});

test('a role of another name is a tool, unless the action ends with a preposition', () => {
  expect(inWords('paint', 'tool', 'brush')).toBe('paints with brush');
  expect(inWords('lean_on', 'support', 'wall')).toBe('leans on wall');
});
