const JOB_LINK = /^dailies:\/\/job\/([A-Za-z0-9_-]{1,128})\/?$/i

/**
 * The job that a `dailies://job/<id>` link names, or null for any other text. Compared as it was typed: a URL parser
 * would first tidy up `..` and encoded slashes, and a link comes from anybody's web page.
 */
export const jobIdOfLink = (text: string): string | null => JOB_LINK.exec(text)?.[1] ?? null

/** Whether a text addresses this app at all; what is not a job's link among those is ignored, not taken for a file. */
export const isAppLink = (text: string): boolean => /^dailies:/i.test(text)
