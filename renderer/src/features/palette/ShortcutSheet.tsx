import { useTranslation } from 'react-i18next'
import { useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { groupCommands } from './groupCommands.ts'

/** Every key that does something, by group. */
export const ShortcutSheet = () => {
  const { t } = useTranslation(['palette', 'commands'])
  const { commands, shortcuts, navigation } = useScreen()
  const close = (): void => navigation.set({ overlay: null })
  const groups = groupCommands(commands, (command) => shortcuts.keysOf(command).length > 0)
  return (
    <Dialog
      isOpen
      onClose={close}
      size="large"
      isReading
      title={t('commands:shortcuts')}
      actions={
        <Button
          onClick={() => {
            close()
            navigation.showSettings('shortcuts')
          }}
        >
          {t('change')}
        </Button>
      }
    >
      <div className="columns-1 gap-8 sm:columns-2 lg:columns-3">
        {groups.map(({ group, commands: members }) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-muted">{t(`commands:groups.${group}`)}</h3>
            <dl>
              {members.map((command) => (
                <div key={command.id} className="flex items-center gap-3 border-b border-line py-1 last:border-0">
                  <dt className="min-w-0 flex-1">{t(`commands:${command.id}`)}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {shortcuts.keysOf(command).map((keys) => (
                      <Keys key={keys} keys={shortcuts.write(keys)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className="mb-5 break-inside-avoid">
          <h3 className="mb-1 text-sm font-semibold text-muted">{t('lists')}</h3>
          <dl>
            {LIST_KEYS.map(([name, keys]) => (
              <div key={name} className="flex items-center gap-3 border-b border-line py-1 last:border-0">
                <dt className="min-w-0 flex-1">{t(name)}</dt>
                <dd className="flex shrink-0 gap-1">
                  {keys.map((one) => (
                    <Keys key={one} keys={shortcuts.write(one)} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

/** What the lists do themselves; these keys are fixed, as in every list of an operating system. */
const LIST_KEYS = [
  ['walk', ['Up', 'Down', 'Left', 'Right']],
  ['ends', ['Home', 'End']],
  ['open', ['Enter']],
  ['extend', ['Shift+Down']],
  ['toggle', ['Mod+Space']],
  ['menu', ['Shift+F10']],
] as const
