import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: string
  /** Stands beside the title. */
  end?: ReactNode
  children: ReactNode
}

export const Section = ({ title, end, children }: SectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h3 id={id} className="text-sm font-semibold text-muted">
          {title}
        </h3>
        {end}
      </div>
      {children}
    </section>
  )
}

/** Facts in two aligned columns. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">{children}</dl>
)

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="selectable min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </>
)
