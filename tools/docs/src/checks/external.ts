/** Whether a link leads out of the pages. */
export function isExternal(link: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(link);
}

/** What is wrong with the address of an external link, which is not visited; null: nothing. */
export function externalFault(link: string): string | null {
  if (!URL.canParse(link)) return `${link}: not an address`;
  const { protocol, hostname } = new URL(link);
  if (protocol === 'mailto:') return null;
  if (protocol !== 'https:' && protocol !== 'http:')
    return `${link}: ${protocol} instead of https:`;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) ? null : `${link}: no host`;
}
