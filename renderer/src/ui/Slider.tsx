import { Slider as Base } from '@base-ui/react/slider'

interface SliderProps {
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** What the value is called when read out, such as "8 seconds". */
  format?: (value: number) => string
  onChange: (value: number) => void
  className?: string
}

const single = (value: number | readonly number[]): number => (typeof value === 'number' ? value : (value[0] ?? 0))

export const Slider = ({ label, value, min, max, step = 1, format, onChange, className }: SliderProps) => (
  <Base.Root
    value={value}
    min={min}
    max={max}
    step={step}
    onValueChange={(next) => onChange(single(next))}
    {...(className === undefined ? {} : { className })}
  >
    <Base.Control className="flex h-6 w-full touch-none items-center">
      <Base.Track className="h-1 w-full rounded-full bg-track">
        <Base.Indicator className="rounded-full bg-accent" />
        <Base.Thumb
          aria-label={label}
          {...(format === undefined ? {} : { getAriaValueText: (_text: string, shown: number) => format(shown) })}
          className="size-3.5 rounded-full border border-control bg-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        />
      </Base.Track>
    </Base.Control>
  </Base.Root>
)
