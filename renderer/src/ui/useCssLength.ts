import { useSyncExternalStore } from 'react'

const subscribe = (onChange: () => void): (() => void) => {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density', 'style'] })
  window.addEventListener('resize', onChange)
  return () => {
    observer.disconnect()
    window.removeEventListener('resize', onChange)
  }
}

/** A length of `tokens.css` in pixels, such as `--row-height`, as density and text size stand now. */
export const useCssLength = (name: `--${string}`): number => useSyncExternalStore(subscribe, () => readLength(name))

const readLength = (name: string): number => {
  const style = getComputedStyle(document.documentElement)
  const [, number = '0', unit = 'px'] = /^([\d.]+)(rem|px)$/.exec(style.getPropertyValue(name).trim()) ?? []
  return Number(number) * (unit === 'rem' ? parseFloat(style.fontSize) : 1)
}
