import { chmodSync } from 'node:fs';
import os, { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { cacheFolder } from './cache-folder';

const folder = temporaryFolder();
const { env } = process;
afterEach(() => (process.env = env));

describe('cacheFolder', () => {
  it('is the folder in TURBO_HOI_CACHE', () => {
    process.env = { ...env, TURBO_HOI_CACHE: 'some/where' };
    expect(cacheFolder()).toBe(resolve('some/where'));
  });

  it("is below the user's caches otherwise", () => {
    process.env = { ...env, TURBO_HOI_CACHE: '' };
    expect(cacheFolder()).toMatch(/turbo-hoi$/);
    expect(isAbsolute(cacheFolder())).toBe(true);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('follows XDG, but not a relative path in it', () => {
    process.env = { ...env, TURBO_HOI_CACHE: '', XDG_CACHE_HOME: '/caches' };
    expect(cacheFolder()).toBe('/caches/turbo-hoi');
    process.env.XDG_CACHE_HOME = 'caches';
    expect(cacheFolder()).toBe(join(homedir(), '.cache', 'turbo-hoi'));
  });

  it("is the platform's own, or the one in TURBO_HOI_CACHE", () => {
    expect(cacheFolder({ TURBO_HOI_CACHE: 'here' })).toBe(resolve('here'));
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/turbo-hoi');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\.cache.turbo-hoi$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/Library.Caches.turbo-hoi$/);
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/turbo-hoi');
  });

  onLinux('is a private folder of temporary files for a user without a home, who is told', () => {
    jest.spyOn(os, 'homedir').mockImplementation(() => {
      throw new Error('uv_os_homedir returned ENOENT');
    });
    jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const own = join(folder, `turbo-hoi-user-${process.getuid!()}`);
    expect(cacheFolder({}, 'linux')).toBe(join(own, '.cache', 'turbo-hoi'));
    expect(cacheFolder({}, 'linux')).toBe(join(own, '.cache', 'turbo-hoi'));
    expect(told).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledWith(expect.stringMatching(/HOME or TURBO_HOI_CACHE/));
    chmodSync(own, 0o777);
    expect(() => cacheFolder({}, 'linux')).toThrow('belongs to others');
    jest.restoreAllMocks();
  });
});
