import { Search, TriangleAlert, X } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { suggestSearch, type SearchSuggestions } from '../../../shared/search/suggestSearch.ts'
import { isFieldName } from '../../../shared/search/searchWords.ts'
import type { JobList, SearchHint } from '../stores/jobList.ts'
import { useJobList } from '../stores/screenContext.ts'
import { IconButton } from '../ui/Button.tsx'
import { cx } from '../ui/classNames.ts'
import { CONTROL } from '../ui/Field.tsx'
import { useSearchVocabulary } from './useSearchVocabulary.ts'

interface SearchBoxProps {
  list: JobList
  /** What is searched, for screen readers. */
  label: string
}

const NOTHING: SearchSuggestions = { start: 0, end: 0, items: [] }
const LONGEST = 1000

/** The search box over a list of jobs: searches while one types, completes fields and values, says what it did not understand. */
export const SearchBox = ({ list, label }: SearchBoxProps) => {
  const { t } = useTranslation('search')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const q = useJobList(list, (state) => state.query.q)
  const hints = useJobList(list, (state) => state.hints)
  const [isOpen, setOpen] = useState(false)
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(-1)
  // Between two words nothing is begun, so nothing is offered there unless one asks with the arrow key.
  const [isAsked, setAsked] = useState(false)
  const vocabulary = useSearchVocabulary(isOpen)
  const found = isOpen ? suggestSearch(q, Math.min(caret, q.length), vocabulary) : NOTHING
  const isBegun = q === '' || found.end > found.start || found.items[0]?.kind === 'value'
  const suggestions = isBegun || isAsked ? found : NOTHING
  const { items } = suggestions
  const hasPopup = isOpen && (items.length > 0 || hints.length > 0)
  const hintId = `${id}-hint`

  const write = (text: string): void => list.change({ q: text })
  const follow = (element: HTMLInputElement): void => setCaret(element.selectionStart ?? element.value.length)
  const open = (element: HTMLInputElement): void => {
    setOpen(true)
    setAsked(false)
    setActive(-1)
    follow(element)
  }
  const accept = (index: number): void => {
    const element = input.current
    const item = items[index]
    if (element === null || item === undefined) return
    const isAtEnd = suggestions.end === q.length
    element.setRangeText(
      item.insert + (item.kind === 'value' && isAtEnd ? ' ' : ''),
      suggestions.start,
      suggestions.end,
      'end',
    )
    element.focus()
    write(element.value)
    follow(element)
    setActive(-1)
    setOpen(item.kind === 'field')
  }
  const clear = (): void => {
    write('')
    setOpen(false)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen || items.length === 0) {
        open(event.currentTarget)
        return setAsked(true)
      }
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length)
    } else if (event.key === 'Enter' || (event.key === 'Tab' && active >= 0)) {
      if (active < 0) return setOpen(false)
      event.preventDefault()
      accept(active)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (hasPopup) setOpen(false)
      else clear()
    }
  }

  return (
    <search className="relative min-w-32 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-2 top-1/2 size-3.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={hasPopup && items.length > 0}
        aria-controls={hasPopup && items.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={active >= 0 && items.length > active ? `${id}-${active}` : undefined}
        aria-describedby={hints.length > 0 ? hintId : undefined}
        data-search-box
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        maxLength={LONGEST}
        placeholder={t('placeholder')}
        value={q}
        onChange={(event) => {
          write(event.target.value)
          open(event.target)
        }}
        onClick={(event) => open(event.currentTarget)}
        onSelect={(event) => follow(event.currentTarget)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className={cx(CONTROL, 'h-control ps-7', hints.length > 0 ? 'pe-14' : 'pe-7')}
      />
      <div className="absolute inset-y-0 end-0.5 flex items-center gap-1">
        {hints.length > 0 && <TriangleAlert aria-hidden className="size-4 text-warn" />}
        {q !== '' && <IconButton label={t('clear')} icon={<X aria-hidden />} onClick={clear} className="size-6" />}
      </div>
      {hints.length > 0 && (
        <p id={hintId} className="sr-only" aria-live="polite">
          {hints.map((hint) => writeHint(hint, t)).join(' ')}
        </p>
      )}
      {hasPopup && (
        <div
          className="absolute start-0 top-full z-40 mt-1 w-md max-w-[80vw] rounded-md border border-line bg-raised p-1 shadow-popup"
          // The box keeps the keyboard while a suggestion is clicked.
          onMouseDown={(event) => event.preventDefault()}
        >
          {hints.map((hint) => (
            <p key={`${hint.code} ${hint.start}`} aria-hidden className="flex gap-2 px-2 py-1 text-sm text-warn">
              <TriangleAlert className="mt-0.5 size-3.5 shrink-0" />
              {writeHint(hint, t)}
            </p>
          ))}
          {items.length > 0 && (
            <ul id={`${id}-list`} role="listbox" aria-label={t('suggestions')} className="max-h-80 overflow-auto">
              {items.map((item, index) => (
                <li
                  key={item.label}
                  id={`${id}-${index}`}
                  ref={(element) => {
                    if (index === active) element?.scrollIntoView({ block: 'nearest' })
                  }}
                  role="option"
                  aria-selected={index === active}
                  onClick={() => accept(index)}
                  className={cx(
                    'flex min-h-7 items-center gap-3 rounded-sm px-2 hover:bg-hover',
                    index === active && 'bg-hover',
                  )}
                >
                  <span className="shrink-0 font-mono text-sm">{item.label}</span>
                  {item.kind === 'field' && <FieldNote label={item.label} />}
                </li>
              ))}
            </ul>
          )}
          {items[0]?.kind === 'field' && <p className="px-2 py-1 text-xs text-muted">{t('grammar')}</p>}
        </div>
      )}
    </search>
  )
}

const FieldNote = ({ label }: { label: string }) => {
  const { t } = useTranslation('search')
  const name = label.slice(0, -1)
  return isFieldName(name) ? <span className="truncate text-sm text-muted">{t(`fields.${name}`)}</span> : null
}

const DATE_NAMES = ['after', 'before', 'on', 'since', 'until'] as const
const isDateName = (name: string): name is (typeof DATE_NAMES)[number] =>
  (DATE_NAMES as readonly string[]).includes(name)

type SearchText = ReturnType<typeof useTranslation<'search'>>['t']

const writeHint = ({ code, values }: SearchHint, t: SearchText): string => {
  const name = values['name'] ?? ''
  const expected = isDateName(name) ? t(`examples.${name}`) : isFieldName(name) ? t(`fields.${name}`) : ''
  return t(`problems.${code}`, { ...values, expected })
}
