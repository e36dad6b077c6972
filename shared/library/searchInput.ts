import { z } from 'zod'

/** East of Greenwich: the negative of `Date.getTimezoneOffset()`. */
export const utcOffsetMinutesSchema = z.int().min(-1440).max(1440)

/** What every route takes that reads the search box: its text, and where "yesterday" begins. */
export const searchInputShape = {
  /** In the grammar of `parseSearchQuery`. */
  q: z.string().max(1000).optional(),
  /** For the days named in `q`; by default that of the machine the host runs on. */
  utcOffsetMinutes: utcOffsetMinutesSchema.optional(),
}
