export type ProviderUrlDecision = { isAllowed: true; url: string } | { isAllowed: false; reason: string }

/**
 * Which base URLs a key may be sent to: https anywhere, plain http only to this machine or the local
 * network, where people run their own servers. No credentials, query or fragment in the address.
 * @returns the address without a trailing slash
 */
export function checkProviderUrl(text: string): ProviderUrlDecision {
  const url = URL.parse(text)
  if (url === null) return { isAllowed: false, reason: 'The address is not a URL. It looks like https://host/v1.' }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { isAllowed: false, reason: 'The address must begin with https:// (or http:// for a server of your own).' }
  }
  if (url.username !== '' || url.password !== '') {
    return { isAllowed: false, reason: 'The address must not hold a name or a password. Give the key separately.' }
  }
  if (url.search !== '' || url.hash !== '') {
    return { isAllowed: false, reason: 'The address must end with the path, without "?" or "#".' }
  }
  if (url.protocol === 'http:' && !isLocalHost(url.hostname)) {
    return { isAllowed: false, reason: 'A key must not travel in the clear: use https:// for servers on the internet.' }
  }
  return { isAllowed: true, url: `${url.origin}${url.pathname.replace(/\/+$/, '')}` }
}

/** Loopback, private (RFC 1918, RFC 4193, link-local) addresses and names that exist only locally. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local') || host.endsWith('.lan'))
    return true
  if (host.includes(':')) return host === '::1' || /^f[cd][0-9a-f]{2}:/.test(host) || /^fe[89ab][0-9a-f]:/.test(host)
  const octets = host.split('.').map(Number)
  if (octets.length !== 4 || octets.some((octet) => !Number.isInteger(octet))) return !host.includes('.')
  const [first = 0, second = 0] = octets
  if (first === 10 || first === 127) return true
  if (first === 172) return second >= 16 && second <= 31
  return (first === 192 && second === 168) || (first === 169 && second === 254)
}
