/** Where both doors serve a take. */
export const takePath = (takeId: string): string => `/media/${encodeURIComponent(takeId)}`
export const posterPath = (takeId: string): string => `${takePath(takeId)}/poster`
export const spritesheetPath = (takeId: string): string => `${takePath(takeId)}/spritesheet`
export const downloadPath = (takeId: string): string => `${takePath(takeId)}?download=1`
