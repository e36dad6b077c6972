import { CloudOff } from 'lucide-react'
import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { loadTexts } from './i18n/i18n.ts'
import { useConnection } from './stores/screenContext.ts'
import { Button } from './ui/Button.tsx'
import { EmptyState } from './ui/Message.tsx'

const loads: (() => Promise<unknown>)[] = []

/**
 * A part of the screen that is loaded when it is first shown, or soon after the start, together with its texts. Unlike
 * React's own `lazy` it asks again: a part that could not be had while the host was away comes when it is back.
 *
 * @param places `waiting` stands there until it is here; `missing` says whether it tells that it cannot be had, which
 * overlays, without a place of their own, do not
 */
export const lazyView = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = null, missing = 'message' }: { waiting?: ReactNode; missing?: 'message' | 'nothing' } = {},
): ComponentType<Props> => {
  let known: ComponentType<Props> | null = null
  const fetchPart = async (): Promise<ComponentType<Props>> => {
    const [component] = await Promise.all([load(), loadTexts()])
    known = component
    return component
  }
  loads.push(fetchPart)

  return function LazyView(props: Props) {
    const [part, setPart] = useState<{ component: ComponentType<Props> } | null>(() =>
      known === null ? null : { component: known },
    )
    const [hasFailed, setFailed] = useState(false)
    const [attempt, setAttempt] = useState(0)
    const connection = useConnection()
    const isMissing = part === null
    useEffect(() => {
      if (!isMissing) return
      let isOver = false
      const fetchIt = async (): Promise<void> => {
        try {
          const component = await fetchPart()
          if (!isOver) setPart({ component })
        } catch {
          if (!isOver) setFailed(true)
        }
      }
      void fetchIt()
      return () => {
        isOver = true
      }
    }, [isMissing, attempt, connection])
    if (part !== null) return createElement(part.component, props)
    return hasFailed && missing === 'message' ? <MissingPart onRetry={() => setAttempt(attempt + 1)} /> : waiting
  }
}

const MissingPart = ({ onRetry }: { onRetry: () => void }) => {
  const { t } = useTranslation(['shell', 'ui'])
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t('missingTitle')}
      actions={<Button onClick={onRetry}>{t('ui:retry')}</Button>}
    >
      <p>{t('missingText')}</p>
    </EmptyState>
  )
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
