import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsedPrompt } from '../../../../shared/desk/desk.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useNow, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { showToast } from '../../ui/toast.ts'
import { PickList } from './PickList.tsx'

interface Found {
  prompts: readonly UsedPrompt[]
  nextCursor: string | null
  failure: string | null
}

const PAGE = 50
const TYPING_DELAY_MS = 120
const SHOWN_LENGTH = 300

/** Prompts by how they begin; asks again a moment after the last key. */
const useUsedPrompts = (startsWith: string) => {
  const { bridge, timers } = useScreen()
  const [found, setFound] = useState<Found | null>(null)
  const [edition, setEdition] = useState(0)
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('prompts.list', { startsWith, limit: PAGE })
      if (isOver) return
      if (answer.ok) setFound({ prompts: answer.data.items, nextCursor: answer.data.nextCursor, failure: null })
      else setFound({ prompts: [], nextCursor: null, failure: answer.error.message })
    }
    const cancel = timers.after(startsWith === '' ? 0 : TYPING_DELAY_MS, () => void ask())
    return () => {
      isOver = true
      cancel()
    }
  }, [bridge, timers, startsWith, edition])

  const more = async (): Promise<void> => {
    if (found?.nextCursor === null || found === null) return
    const answer = await bridge.request('prompts.list', { startsWith, limit: PAGE, cursor: found.nextCursor })
    if (!answer.ok) return
    const { items, nextCursor } = answer.data
    setFound({ prompts: [...found.prompts, ...items], nextCursor, failure: null })
  }
  return { found, more, renew: () => setEdition((present) => present + 1) }
}

/** Prompts that were queued before: to find, to take up again, to forget. */
export const HistoryBox = () => {
  const { t } = useTranslation(['compose', 'ui'])
  const { bridge, composer } = useScreen()
  const now = useNow(false)
  const [search, setSearch] = useState('')
  const { found, more, renew } = useUsedPrompts(search.trimStart())

  const pick = ({ prompt }: UsedPrompt): void => {
    composer.setBox(null)
    composer.replace({ draft: { text: prompt }, said: 'recalled' })
    composer.focusPrompt()
  }
  const forget = async ({ prompt, promptId }: UsedPrompt): Promise<void> => {
    await bridge.request('prompts.forget', { promptId })
    composer.recall.reset()
    renew()
    const back = (): void => void bridge.request('prompts.remember', { prompt }).then(renew)
    showToast({ text: t('historyBox.forgot'), action: { label: t('ui:undo'), run: back } })
  }
  const forgetAll = async (): Promise<void> => {
    await bridge.request('prompts.forgetAll', {})
    composer.recall.reset()
    renew()
    showToast({ text: t('historyBox.forgotAll') })
  }

  const prompts = found?.prompts ?? []
  const note = (): string | undefined => {
    if (found === null) return t('ui:loading')
    if (found.failure !== null) return t('historyBox.failed', { reason: found.failure })
    if (prompts.length > 0) return undefined
    return search === '' ? t('historyBox.empty') : t('historyBox.none')
  }
  const said = note()
  const writeRow = (item: UsedPrompt) => <PromptRow item={item} now={now} />
  const writeActions = (item: UsedPrompt) => <ForgetButton onForget={() => void forget(item)} />
  return (
    <>
      <PickList
        label={t('history')}
        searchLabel={t('historyBox.search')}
        search={search}
        onSearch={setSearch}
        items={prompts}
        keyOf={({ promptId }) => promptId}
        onPick={pick}
        onDelete={(item) => void forget(item)}
        render={writeRow}
        actions={writeActions}
        {...(said === undefined ? {} : { note: said })}
      />
      <div className="mt-2 flex justify-between gap-2">
        {found !== null && found.nextCursor !== null ? (
          <Button tone="quiet" onClick={() => void more()}>
            {t('historyBox.more')}
          </Button>
        ) : (
          <span />
        )}
        {prompts.length > 0 && (
          <Button tone="quiet" onClick={() => void forgetAll()}>
            {t('historyBox.forgetAll')}
          </Button>
        )}
      </div>
    </>
  )
}

const PromptRow = ({ item: { prompt, usedAt }, now }: { item: UsedPrompt; now: number }) => (
  <>
    <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
      {prompt.slice(0, SHOWN_LENGTH)}
    </span>
    <span className="block text-xs text-muted tabular-nums">{formatMoment(usedAt, now)}</span>
  </>
)

const ForgetButton = ({ onForget }: { onForget: () => void }) => {
  const { t } = useTranslation('compose')
  return (
    <IconButton
      label={t('historyBox.forget')}
      icon={<Trash2 aria-hidden />}
      onClick={onForget}
      className="text-muted"
    />
  )
}
