import { ListX, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command, CommandGroup } from '../../../commands/command.ts'
import { usePreferences, useScreen } from '../../../stores/screenContext.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Input } from '../../../ui/Field.tsx'
import { EmptyState } from '../../../ui/Message.tsx'
import { Page, Section } from '../Page.tsx'
import { CommandRow } from './CommandRow.tsx'
import { findCommands, keysNow } from './shortcutEdits.ts'

/** Every command and its keys, to be changed. */
export const ShortcutsPage = () => {
  const { t } = useTranslation(['settings', 'commands'])
  const { commands, shortcuts } = useScreen()
  const own = usePreferences((state) => state.shortcuts)
  const [words, setWords] = useState('')
  const [recordingId, setRecordingId] = useState<string | null>(null)
  const found = findCommands(commands, words, (command) =>
    [
      t(`commands:${command.id}`),
      t(`commands:groups.${command.group}`),
      ...keysNow(own, command).map((keys) => shortcuts.write(keys)),
    ].join(' '),
  )
  const groups = Map.groupBy<CommandGroup, Command>(found, ({ group }) => group)
  return (
    <Page>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label={t('shortcuts.search')}
          placeholder={t('shortcuts.search')}
          className="max-w-80 flex-1"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <ResetAll />
      </div>
      {found.length === 0 && (
        <EmptyState
          icon={<ListX />}
          title={t('shortcuts.nothing')}
          actions={<Button onClick={() => setWords('')}>{t('shortcuts.clear')}</Button>}
        >
          <p>{t('shortcuts.nothingText', { words: words.trim() })}</p>
        </EmptyState>
      )}
      {[...groups].map(([group, members]) => (
        <Section key={group} title={t(`commands:groups.${group}`)}>
          <ul>
            {members.map((command) => (
              <CommandRow
                key={command.id}
                command={command}
                isRecording={recordingId === command.id}
                onRecord={(isRecording) => setRecordingId(isRecording ? command.id : null)}
              />
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

const ResetAll = () => {
  const { t } = useTranslation('settings')
  const { preferences, announcer } = useScreen()
  const hasOwn = usePreferences((state) => Object.keys(state.shortcuts).length > 0)
  const [isAsking, setAsking] = useState(false)
  const reset = (): void => {
    preferences.set({ shortcuts: {} })
    setAsking(false)
    announcer.say(t('shortcuts.resetAllDone'))
  }
  return (
    <>
      <Button
        className="ms-auto"
        icon={<RotateCcw aria-hidden />}
        aria-disabled={!hasOwn}
        onClick={() => hasOwn && setAsking(true)}
      >
        {t('shortcuts.resetAll')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        size="small"
        title={t('shortcuts.resetAllQuestion')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button tone="danger" onClick={reset}>
              {t('shortcuts.resetShort')}
            </Button>
          </>
        }
      >
        <p>{t('shortcuts.resetAllText')}</p>
      </Dialog>
    </>
  )
}
