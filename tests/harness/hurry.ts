/** What a busy machine may add to a wait, in hurried time: 50 ms of real time at the usual speed. */
export const PROVIDER_GRACE_MS = 5000
