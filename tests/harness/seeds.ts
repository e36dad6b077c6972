/** `npm run test:soak` repeats every fault with fifty different courses of events. */
const COUNT = process.env['DAILIES_SOAK'] === '1' ? 50 : 1

export const SEEDS: readonly number[] = Array.from({ length: COUNT }, (_, index) => index + 1)
