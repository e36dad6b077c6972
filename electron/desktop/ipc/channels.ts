/** The two channels between the preload and the main process. */
export const REQUEST_CHANNEL = 'dailies:request'
/** Batches of events to the page; back comes, without any content, that the page has taken one and is ready for more. */
export const EVENT_CHANNEL = 'dailies:event'
