import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

const { versionActions } = jest.requireActual(join(WORKSPACE, 'nx.json')).release.version;
const VersionActions = jest.requireActual(join(WORKSPACE, versionActions));

/** The version that a release of 0.1.0 gets. */
async function versionOf(firstRelease: boolean, input: string): Promise<string> {
  const actions = Object.assign(Object.create(VersionActions.prototype), {
    projectGraphNode: { name: 'core' },
    finalConfigForProject: {
      fallbackCurrentVersionResolver: firstRelease ? 'disk' : undefined,
      adjustSemverBumpsForZeroMajorVersion: true,
    },
  });
  const { newVersion } = await actions.calculateNewVersion(
    ...['0.1.0', input, 'CONVENTIONAL_COMMITS', {}],
  );
  return newVersion;
}

test.each([
  [true, 'minor', '0.1.0'],
  [true, 'major', '0.1.0'],
  [true, '0.2.0', '0.2.0'],
  [false, 'patch', '0.1.1'],
  [false, 'minor', '0.1.1'],
  [false, 'major', '0.2.0'],
  [false, '1.0.0', '1.0.0'],
])(
  '0.1.0, first release: %s, and a change that is %s: version %s',
  async (first, input, expected) => {
    expect(await versionOf(first, input)).toBe(expected);
  },
);
