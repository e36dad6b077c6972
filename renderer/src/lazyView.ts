import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { textsReady } from './i18n/i18n.ts'

/** A part of the screen that is loaded when it is first shown, together with its texts. */
export const lazyView = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => {
    const [component] = await Promise.all([load(), textsReady])
    return { default: component }
  })
