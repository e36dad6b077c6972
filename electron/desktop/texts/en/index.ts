import { app } from './app.ts'

export const en = { app }
