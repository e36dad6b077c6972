import { Search } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useJobs, useQueue, useScreen } from '../../stores/screenContext.ts'
import { countFor, STATUS_TABS } from '../../stores/statusTabs.ts'

const STEP: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

export const QueueFilters = () => {
  const { jobs } = useScreen()
  const selected = useJobs((state) => state.filter.tab)
  const counts = useQueue((state) => state.queue?.counts)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEP[event.key]
    if (step === undefined) return
    event.preventDefault()
    const index = STATUS_TABS.findIndex((tab) => tab.id === selected)
    const next = STATUS_TABS[(index + step + STATUS_TABS.length) % STATUS_TABS.length]
    if (next === undefined) return
    jobs.showTab(next.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }

  return (
    <div className="queue-filters">
      <div className="tabs" role="tablist" aria-label="Filter by state" onKeyDown={onKeyDown}>
        {STATUS_TABS.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            className="tab"
            data-tab={tab.id}
            aria-selected={tab.id === selected}
            aria-controls="job-list"
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => jobs.showTab(tab.id)}
          >
            {tab.label} {counts !== undefined && <span className="tab-count">{countFor(tab.id, counts)}</span>}
          </button>
        ))}
      </div>
      <SearchBox />
    </div>
  )
}

const SearchBox = () => {
  const { jobs } = useScreen()
  const applied = useJobs((state) => state.filter.q)
  const [typed, setTyped] = useState(applied)
  const [seen, setSeen] = useState(applied)
  // "Show all jobs" clears the search from outside of this box.
  if (seen !== applied) {
    setSeen(applied)
    if (applied === '') setTyped('')
  }
  return (
    <div className="search">
      <Search aria-hidden />
      <input
        className="control"
        type="search"
        aria-label="Search prompts"
        placeholder="Search prompts"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          jobs.search(event.target.value)
        }}
      />
    </div>
  )
}
