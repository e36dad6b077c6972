import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../../commands/command.ts'
import { usePreferences, useScreen, useSettings } from '../../../stores/screenContext.ts'
import { Button } from '../../../ui/Button.tsx'
import { addKeys, isKeptByBrowsers, judgePress, takeKeys, type Recording } from './shortcutEdits.ts'

/** Listens for the next press and makes it a command's keys, unless something else has them. */
export const Recorder = ({ command, onDone }: { command: Command; onDone: () => void }) => {
  const { t } = useTranslation(['settings', 'commands'])
  const { preferences, shortcuts, announcer } = useScreen()
  const own = usePreferences((state) => state.shortcuts)
  const isInBrowser = useSettings((state) => state.info?.door === 'server')
  const [recording, setRecording] = useState<Recording>({ kind: 'waiting' })
  const field = useRef<HTMLButtonElement>(null)
  const name = t(`commands:${command.id}`)
  useEffect(() => field.current?.focus(), [])

  const finish = (keys: string, next: typeof own): void => {
    preferences.set({ shortcuts: next })
    const words = { keys: shortcuts.write(keys), command: name }
    const isKept = isInBrowser && isKeptByBrowsers(keys)
    announcer.say([t('shortcuts.added', words), ...(isKept ? [t('shortcuts.browserKeeps', words)] : [])].join(' '))
    onDone()
  }
  const listen = (event: KeyboardEvent): void => {
    // Tab leaves, so that nobody is caught in here.
    if (event.key === 'Tab' && !event.ctrlKey && !event.metaKey && !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = judgePress(shortcuts.read(event), command, shortcuts)
    if (next.kind === 'cancelled') return onDone()
    if (next.kind === 'recorded') return finish(next.keys, addKeys(own, command, next.keys))
    setRecording(next)
  }

  const problem = describe(recording)
  function describe(state: Recording): string | null {
    if (state.kind === 'known') return t('shortcuts.known', { keys: shortcuts.write(state.keys) })
    if (state.kind === 'needsMod')
      return t('shortcuts.needsMod', { mod: shortcuts.write('Mod+A').replace(/\+?A$/, '') })
    if (state.kind !== 'conflict') return null
    const [first] = state.others
    return t('shortcuts.conflict', {
      count: state.others.length,
      keys: shortcuts.write(state.keys),
      other: first === undefined ? '' : t(`commands:${first.id}`),
    })
  }

  return (
    <div className="flex flex-wrap items-center gap-2 pb-1.5">
      <button
        ref={field}
        type="button"
        data-recorder
        onKeyDown={listen}
        className="h-control min-w-64 rounded-md border border-dashed border-accent bg-field px-3 text-start text-accent"
      >
        {t('shortcuts.recording', { command: name })}
      </button>
      {problem === null ? (
        <span className="text-sm text-muted">{t('shortcuts.recordingHint')}</span>
      ) : (
        <span role="alert" className="text-warn">
          {problem}
        </span>
      )}
      {recording.kind === 'conflict' && (
        <>
          <Button
            tone="primary"
            onClick={() => finish(recording.keys, takeKeys(own, command, recording.keys, recording.others))}
          >
            {t('shortcuts.take')}
          </Button>
          <Button
            onClick={() => {
              setRecording({ kind: 'waiting' })
              field.current?.focus()
            }}
          >
            {t('shortcuts.another')}
          </Button>
        </>
      )}
      <Button tone="quiet" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  )
}
