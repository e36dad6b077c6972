import { CSPProvider } from '@base-ui/react/csp-provider'
import { CircleHelp, Clapperboard, Download, Pause, Pencil, Play, Search, Trash2, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field, Input, TextArea } from '../ui/Field.tsx'
import { Keys } from '../ui/Keys.tsx'
import { ContextMenu, Menu, type MenuEntry } from '../ui/Menu.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/Message.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { Chip, Pill } from '../ui/Pill.tsx'
import { Popover } from '../ui/Popover.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { Select } from '../ui/Select.tsx'
import { Slider } from '../ui/Slider.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { showToast } from '../ui/toast.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Switch } from '../ui/Switch.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { VirtualGrid } from '../ui/VirtualGrid.tsx'
import { SAMPLE as say } from './sampleTexts.ts'

/** Every component in every state, for the eye and for the tests; not part of the app. */
export const Gallery = () => (
  <CSPProvider disableStyleElements>
    <TooltipProvider>
      <main className="h-full overflow-auto p-6" tabIndex={0} aria-label={say.title}>
        <h1 className="mb-4 text-xl font-semibold">{say.title}</h1>
        <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
          <Buttons />
          <Fields />
          <Choices />
          <States />
          <Menus />
          <Messages />
          <TabsSample />
          <Grids />
          <Colours />
        </div>
      </main>
      <Toasts />
    </TooltipProvider>
  </CSPProvider>
)

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="min-w-0">
    <h2 className="mb-2 border-b border-line pb-1 text-sm font-semibold text-muted">{title}</h2>
    <div className="flex flex-wrap items-start gap-3">{children}</div>
  </section>
)

const TONES = ['primary', 'plain', 'quiet', 'danger'] as const

const Buttons = () => (
  <Section title={say.buttons}>
    {TONES.map((tone) => (
      <Button key={tone} tone={tone}>
        {say[tone]}
      </Button>
    ))}
    {TONES.map((tone) => (
      <Button key={tone} tone={tone} disabled>
        {say[tone]}
      </Button>
    ))}
    <Button icon={<Play aria-hidden />}>{say.withIcon}</Button>
    <IconButton label={say.pause} icon={<Pause aria-hidden />} keys={say.keys} />
    <IconButton label={say.pause} icon={<Pause aria-hidden />} isPressed />
    <IconButton label={say.pause} icon={<Pause aria-hidden />} disabled />
    <Keys keys={say.keys} />
  </Section>
)

const Fields = () => {
  const [text, setText] = useState<string>(say.prompt)
  const [size, setSize] = useState<'wide' | 'tall' | 'none'>('wide')
  const [count, setCount] = useState<number | null>(3)
  const options = [
    { value: 'wide', label: say.wide },
    { value: 'tall', label: say.tall, note: say.note },
    { value: 'none', label: say.unavailable, isDisabled: true },
  ] as const
  return (
    <Section title={say.fields}>
      <Field label={say.name} hint={say.note} className="w-48">
        {(control) => <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Field label={say.name} error={say.wrong} className="w-48">
        {(control) => <Input {...control} defaultValue={say.prompt} />}
      </Field>
      <Field label={say.name} className="w-48">
        {(control) => <Input {...control} disabled placeholder={say.placeholder} />}
      </Field>
      <Field label={say.size} className="w-48">
        {(control) => <Select {...control} value={size} options={options} onChange={setSize} />}
      </Field>
      <Field label={say.size} className="w-48">
        {(control) => <Select {...control} value={size} options={options} onChange={setSize} isDisabled />}
      </Field>
      <Field label={say.count} className="w-28">
        {(control) => <NumberInput {...control} value={count} min={1} max={100} onChange={setCount} />}
      </Field>
      <Field label={say.long} className="w-full">
        {(control) => <TextArea {...control} rows={3} defaultValue={say.rightToLeft} />}
      </Field>
    </Section>
  )
}

const Choices = () => {
  const [isOn, setOn] = useState(true)
  const [mode, setMode] = useState<'grid' | 'list'>('grid')
  const [value, setValue] = useState(40)
  return (
    <Section title={say.choices}>
      <Checkbox label={say.checked} isChecked={isOn} onChange={setOn} />
      <Checkbox label={say.unchecked} isChecked={false} onChange={() => setOn(!isOn)} />
      <Checkbox label={say.mixed} isChecked={false} isMixed onChange={() => setOn(!isOn)} />
      <Checkbox label={say.unavailable} isChecked isDisabled onChange={() => setOn(!isOn)} />
      <Switch label={say.on} note={say.note} isOn={isOn} onChange={setOn} />
      <Switch label={say.off} isOn={!isOn} onChange={() => setOn(!isOn)} />
      <Switch label={say.unavailable} isOn isDisabled onChange={setOn} />
      <Segments
        label={say.layout}
        value={mode}
        options={[
          { value: 'grid', label: say.grid },
          { value: 'list', label: say.list },
        ]}
        onChange={setMode}
      />
      <Slider label={say.size} value={value} min={0} max={100} onChange={setValue} className="w-40" />
    </Section>
  )
}

const States = () => (
  <Section title={say.states}>
    {(['plain', 'accent', 'good', 'bad', 'warn'] as const).map((tone) => (
      <Pill key={tone} tone={tone} icon={<CircleHelp aria-hidden />}>
        {say.pill}
      </Pill>
    ))}
    <Chip>{say.chip}</Chip>
    <Chip>{say.prompt}</Chip>
    <div className="w-40 space-y-3 py-2">
      <ProgressBar label={say.progress} percent={0} />
      <ProgressBar label={say.progress} percent={42} />
      <ProgressBar label={say.progress} percent={100} />
      <ProgressBar label={say.progress} percent={null} />
    </div>
    <Skeleton className="h-16 w-28" />
  </Section>
)

const ENTRIES: readonly MenuEntry[] = [
  { id: 'play', label: say.play, icon: <Play aria-hidden />, keys: say.keys, run: () => showToast({ text: say.done }) },
  {
    id: 'edit',
    label: say.unavailable,
    icon: <Pencil aria-hidden />,
    isDisabled: true,
    run: () => showToast({ text: say.done }),
  },
  { kind: 'check', id: 'check', label: say.checked, isChecked: true, run: () => showToast({ text: say.done }) },
  {
    kind: 'submenu',
    id: 'more',
    label: say.more,
    icon: <Download aria-hidden />,
    entries: [{ id: 'inner', label: say.withIcon, run: () => showToast({ text: say.done }) }],
  },
  { kind: 'separator', id: 'line' },
  {
    id: 'trash',
    label: say.trash,
    icon: <Trash2 aria-hidden />,
    tone: 'danger',
    run: () => showToast({ text: say.done, action: { label: say.undo, run: () => showToast({ text: say.undone }) } }),
  },
]

const Menus = () => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={say.overlays}>
      <Menu trigger={<Button>{say.menu}</Button>} entries={ENTRIES} />
      <ContextMenu entries={() => ENTRIES}>
        <div className="rounded-md border border-dashed border-control px-3 py-1 text-muted">{say.rightClick}</div>
      </ContextMenu>
      <Popover trigger={<Button>{say.popover}</Button>} title={say.popover}>
        <p className="text-muted">{say.note}</p>
      </Popover>
      <Button onClick={() => setOpen(true)}>{say.dialog}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={say.dialog}
        description={say.note}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{say.plain}</Button>
            <Button tone="primary" onClick={() => setOpen(false)}>
              {say.primary}
            </Button>
          </>
        }
      >
        <p>{say.lorem}</p>
      </Dialog>
      <Button
        onClick={() =>
          showToast({ text: say.done, action: { label: say.undo, run: () => showToast({ text: say.undone }) } })
        }
      >
        {say.toast}
      </Button>
      <Button onClick={() => showToast({ text: say.wrong, note: say.note, tone: 'error' })}>{say.errorToast}</Button>
    </Section>
  )
}

const Messages = () => (
  <Section title={say.messages}>
    {(['plain', 'warning', 'error'] as const).map((tone) => (
      <div key={tone} className="w-full">
        <Banner tone={tone} icon={<TriangleAlert aria-hidden />} actions={<Button>{say.plain}</Button>}>
          {say.lorem}
        </Banner>
      </div>
    ))}
    <div className="flex w-full rounded-md border border-line">
      <EmptyState icon={<Search />} title={say.empty} actions={<Button>{say.plain}</Button>}>
        <p>{say.lorem}</p>
      </EmptyState>
    </div>
  </Section>
)

const TabsSample = () => {
  const [tab, setTab] = useState<'one' | 'two' | 'three'>('one')
  return (
    <Section title={say.tabs}>
      <Tabs
        label={say.tabs}
        value={tab}
        tabs={[
          { value: 'one', label: say.grid, count: 1200 },
          { value: 'two', label: say.list, count: 3, tone: 'warn' },
          { value: 'three', label: say.more, count: 0 },
        ]}
        onChange={setTab}
        end={<IconButton label={say.search} icon={<Search aria-hidden />} />}
      >
        <p className="p-3 text-muted">{say.lorem}</p>
      </Tabs>
    </Section>
  )
}

const Grids = () => {
  const [active, setActive] = useState(1)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set([1]))
  return (
    <Section title={say.grids}>
      <div className="flex h-64 w-full flex-col rounded-md border border-line">
        <VirtualGrid
          label={say.grids}
          total={100_000}
          columns={4}
          lineHeight={84}
          groups={[
            { key: say.groupOne, start: 0, count: 6 },
            { key: say.groupTwo, start: 6, count: 99_994 },
          ]}
          keyAt={String}
          renderGroup={(group) => <h3 className="flex h-full items-end px-2 pb-1 text-sm text-muted">{group.key}</h3>}
          renderItem={(index, state) => (
            <div
              className={`m-1 grid h-18 place-items-center rounded-md border ${state.isChosen ? 'border-accent bg-selected' : 'border-line bg-raised'}`}
            >
              <span className="flex items-center gap-1 tabular-nums">
                <Clapperboard aria-hidden className="size-4 text-muted" />
                {index + 1}
              </span>
            </div>
          )}
          isChosen={(index) => chosen.has(index)}
          activeIndex={active}
          onActivate={setActive}
          onChoose={(index) => setChosen(new Set([index]))}
          onOpen={(index) => showToast({ text: String(index + 1) })}
          onRange={() => undefined}
        />
      </div>
    </Section>
  )
}

const GROUNDS = [
  'bg-canvas',
  'bg-surface',
  'bg-raised',
  'bg-field',
  'bg-hover',
  'bg-selected',
  'bg-warn-soft',
  'bg-bad-soft',
] as const
const INKS = ['text-text', 'text-muted', 'text-accent', 'text-good', 'text-bad', 'text-warn'] as const

const Colours = () => (
  <Section title={say.colours}>
    <table className="w-full text-sm">
      <tbody>
        {GROUNDS.map((ground) => (
          <tr key={ground} className={ground}>
            <th scope="row" className="px-2 py-1 text-start font-mono font-normal">
              {ground}
            </th>
            {INKS.map((ink) => (
              <td key={ink} className={`px-2 ${ink}`}>
                {ink.slice(5)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
)
