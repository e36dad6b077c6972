/**
 * The address to hand to the system's browser, or null. Only https: other schemes can start programs,
 * and a user name in front of the host is a well-known disguise.
 */
export const externalUrl = (text: string): string | null => {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === '' && url.hostname !== ''
  return url.protocol === 'https:' && isPlain ? url.href : null
}
