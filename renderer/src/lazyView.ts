import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { textsReady } from './i18n/i18n.ts'

const loads: (() => Promise<unknown>)[] = []

/** A part of the screen that is loaded when it is first shown, or soon after the start, together with its texts. */
export const lazyView = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> => {
  loads.push(load)
  return lazy(async () => {
    const [component] = await Promise.all([load(), textsReady])
    return { default: component }
  })
}

/** Fetches every part that is not here yet, one after the other: a view must open although the host has gone meanwhile. */
export const loadAllViews = async (): Promise<void> => {
  for (const load of loads) {
    try {
      await load()
    } catch {
      // It is asked for again when it is shown.
    }
  }
}
