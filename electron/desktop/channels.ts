/** The two channels between the preload and the main process. */
export const REQUEST_CHANNEL = 'dailies:request'
export const EVENT_CHANNEL = 'dailies:event'
