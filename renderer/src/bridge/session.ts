/** Finds the token in an address fragment such as `#token=abc`; null without one. */
export const tokenInFragment = (fragment: string): string | null => {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token')
  return token === null || token === '' ? null : token
}

/**
 * Takes the token out of the address at once, so that it stays neither in the address bar nor in the
 * history. It is returned, never stored.
 */
export const takeTokenFromAddress = (
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState' | 'state'>,
): string | null => {
  const token = tokenInFragment(location.hash)
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}

export type SessionOutcome = 'open' | 'refused' | 'unreachable'

/** Exchanges the token for the session cookie (HttpOnly, out of reach for scripts). */
export const openSession = async (
  fetchNow: typeof fetch,
  baseUrl: string,
  token: string,
  signal: AbortSignal,
): Promise<SessionOutcome> => {
  try {
    const response = await fetchNow(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      credentials: 'same-origin',
      signal,
    })
    if (response.ok) return 'open'
    return response.status < 500 ? 'refused' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
