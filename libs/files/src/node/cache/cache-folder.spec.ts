import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { cacheFolder } from './cache-folder';

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
});
