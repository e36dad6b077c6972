/**
 * The provider's words out of a failure's message; null where it said nothing and the message is our own. The adapters
 * begin every sentence of theirs like this, which no provider does about itself.
 */
export const saidIn = (message: string): string | null => (message === '' || OWN_START.test(message) ? null : message)

const OWN_START = /^(The provider(?:'s)? |The answer (?:of the provider )?was |A web page came instead)/
