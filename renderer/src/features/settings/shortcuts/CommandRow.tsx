import { Plus, RotateCcw, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../../commands/command.ts'
import { usePreferences, useScreen } from '../../../stores/screenContext.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Keys } from '../../../ui/Keys.tsx'
import { Recorder } from './Recorder.tsx'
import { isChanged, keysNow, removeKeys, resetKeys } from './shortcutEdits.ts'

interface CommandRowProps {
  command: Command
  isRecording: boolean
  onRecord: (isRecording: boolean) => void
}

/** A command, its keys, and what can be done about them. */
export const CommandRow = ({ command, isRecording, onRecord }: CommandRowProps) => {
  const { t } = useTranslation(['settings', 'commands'])
  const { preferences, shortcuts, announcer } = useScreen()
  const own = usePreferences((state) => state.shortcuts)
  const name = t(`commands:${command.id}`)
  const keys = keysNow(own, command)
  const add = useRef<HTMLButtonElement>(null)
  /** What had the focus is about to go. */
  const focusAdd = (): void => add.current?.focus()
  return (
    <li className="border-b border-line py-0.5 last:border-0" data-command={command.id}>
      <div className="flex min-h-control flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-40 flex-1">
          {name}
          {isChanged(own, command) && <span className="ms-2 text-sm text-accent">{t('shortcuts.changed')}</span>}
        </span>
        <span className="flex flex-wrap items-center justify-end gap-1.5">
          {keys.length === 0 && <span className="text-sm text-muted">{t('shortcuts.none')}</span>}
          {keys.map((one) => {
            const written = shortcuts.write(one)
            return (
              <span key={one} className="flex items-center">
                <Keys keys={written} />
                <IconButton
                  label={t('shortcuts.remove', { keys: written, command: name })}
                  icon={<X aria-hidden className="size-3.5!" />}
                  className="size-6! text-muted"
                  onClick={() => {
                    preferences.set({ shortcuts: removeKeys(own, command, one) })
                    announcer.say(t('shortcuts.removed', { keys: written, command: name }))
                    focusAdd()
                  }}
                />
              </span>
            )
          })}
          <IconButton
            ref={add}
            label={t('shortcuts.addFor', { command: name })}
            icon={<Plus aria-hidden />}
            aria-expanded={isRecording}
            onClick={() => onRecord(!isRecording)}
          />
          <IconButton
            label={t('shortcuts.reset', { command: name })}
            icon={<RotateCcw aria-hidden />}
            className={isChanged(own, command) ? '' : 'invisible'}
            onClick={() => {
              preferences.set({ shortcuts: resetKeys(own, command) })
              announcer.say(t('shortcuts.wasReset', { command: name }))
              focusAdd()
            }}
          />
        </span>
      </div>
      {isRecording && (
        <Recorder
          command={command}
          onDone={() => {
            onRecord(false)
            focusAdd()
          }}
        />
      )}
    </li>
  )
}
