import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { cutAtMarks, promptMarks } from './promptMarks.ts'

export const PROMPT_ID = 'composer-prompt'
export const PROMPT_NOTE_ID = 'composer-prompt-note'

/** The same in the field and in the mirror behind it, so that every letter of one lies on the other. */
const TEXT = 'px-2.5 py-2 text-base whitespace-pre-wrap [overflow-wrap:anywhere] [scrollbar-gutter:stable]'

/** The prompt, about three lines high and growing to a limit, with its batch syntax set off. */
export const PromptField = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const field = useRef<HTMLTextAreaElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  const { isPlainText, mode, parent, text } = useComposer((state) => state.draft)
  const hasError = useComposer((state) => (state.errors.prompt ?? null) !== null)
  useFocusWish(field)
  const recall = useRecall(field)

  const labels = { prompt: t('prompt'), lines: t('promptLines'), table: t('sharedPrompt') }
  const placeholder = t(`placeholder.${mode === 'prompt' && parent !== null ? parent.relation : mode}`)
  return (
    <div className="relative min-w-0 flex-1">
      {!isPlainText && <Mirror text={text} box={mirror} />}
      <textarea
        ref={field}
        id={PROMPT_ID}
        dir="auto"
        aria-label={labels[mode]}
        aria-invalid={hasError}
        aria-describedby={PROMPT_NOTE_ID}
        placeholder={placeholder}
        rows={3}
        value={text}
        spellCheck={text.length <= LONGEST_SPELLED}
        onChange={(event) => composer.change({ text: event.target.value })}
        onScroll={(event) => {
          if (mirror.current !== null) mirror.current.scrollTop = event.currentTarget.scrollTop
        }}
        onKeyDown={recall}
        className={cx(
          TEXT,
          'relative field-sizing-content block max-h-[min(12rem,28vh)] min-h-[min(5.25rem,22vh)] w-full resize-none bg-transparent outline-none',
        )}
      />
    </div>
  )
}

/** A browser looks for mistakes in the whole of a text; in a very long one that is felt at each key. */
const LONGEST_SPELLED = 20_000

const MARKS = {
  choice: 'bg-selected',
  name: 'bg-selected underline decoration-accent decoration-dotted underline-offset-2',
  problem: 'bg-bad-soft underline decoration-bad decoration-wavy underline-offset-2',
} as const

/** Behind the field, for the eyes alone: where the batch syntax stands. */
const Mirror = ({ text, box }: { text: string; box: RefObject<HTMLDivElement | null> }) => {
  const marks = promptMarks(text)
  if (marks.length === 0) return null
  return (
    <div
      ref={box}
      aria-hidden="true"
      dir="auto"
      className={cx(
        TEXT,
        'pointer-events-none absolute inset-0 overflow-hidden text-transparent [unicode-bidi:plaintext]',
      )}
    >
      {cutAtMarks(text, marks).map((piece) =>
        piece.kind === null ? (
          <span key={piece.start}>{piece.text}</span>
        ) : (
          <span key={piece.start} className={cx('rounded-sm', MARKS[piece.kind])}>
            {piece.text}
          </span>
        ),
      )}
      {'\n'}
    </div>
  )
}

/** Takes the keyboard when the composer is asked to come forward. */
const useFocusWish = (field: RefObject<HTMLTextAreaElement | null>): void => {
  const { composer, timers } = useScreen()
  const wish = useComposer((state) => state.focusWish)
  // At once, so that the next key already writes.
  useEffect(
    () =>
      composer.store.subscribe(({ focusWish }, before) => {
        if (focusWish !== null && focusWish !== before.focusWish) field.current?.focus()
      }),
    [composer, field],
  )
  useEffect(() => {
    const element = field.current
    if (wish === null || element === null) return
    // By now the field holds the text that came with the wish.
    element.focus()
    if (wish.isAllSelected) element.select()
    const takeBack = (): void => element.focus()
    const cancels = REPEATED_AFTER_MS.map((delayMs) => timers.after(delayMs, takeBack))
    const stop = (): void => {
      for (const cancel of cancels) cancel()
      for (const type of OWN_ACTS) window.removeEventListener(type, end, { capture: true })
    }
    const end = (): void => {
      stop()
      composer.noteFocus()
    }
    cancels.push(timers.after(LAST_MS, end))
    for (const type of OWN_ACTS) window.addEventListener(type, end, { capture: true })
    return stop
  }, [composer, field, timers, wish])
}

/** What the person does after a wish is theirs: the keyboard is not taken back any more. */
const OWN_ACTS = ['keydown', 'pointerdown'] as const
/** A menu or dialog that closes gives the keyboard back to where it came from, a moment after it was asked for here. */
const REPEATED_AFTER_MS = [30, 90, 180, 300]
const LAST_MS = 350

/** Arrow up in an empty prompt brings earlier ones back, as in a shell. */
const useRecall = (field: RefObject<HTMLTextAreaElement | null>) => {
  const { t } = useTranslation('compose')
  const { announcer, composer } = useScreen()
  const step = async (direction: 'older' | 'newer', present: string): Promise<void> => {
    const prompt = await composer.recall.step(direction, present)
    // The person may have typed on while the prompts were fetched.
    if (prompt === null || composer.store.getState().draft.text !== present) return
    composer.change({ text: prompt })
    composer.focusPrompt(true)
    if (prompt !== '') announcer.say(t('recalled', { prompt: prompt.slice(0, 120) }))
  }
  return (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.nativeEvent.isComposing) return
    const element = field.current
    if (element === null) return
    const { value, selectionStart, selectionEnd } = element
    const isWalking = composer.recall.isRecalled(value) && selectionStart === 0 && selectionEnd === value.length
    if (value !== '' && !isWalking) return
    event.preventDefault()
    void step(event.key === 'ArrowUp' ? 'older' : 'newer', value)
  }
}
