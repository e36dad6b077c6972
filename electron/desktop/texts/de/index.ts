import type { en } from '../en/index.ts'
import { app } from './app.ts'

export const de: typeof en = { app }
