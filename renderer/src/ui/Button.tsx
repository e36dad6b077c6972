import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classNames.ts'
import { Tooltip } from './Tooltip.tsx'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent font-semibold hover:bg-accent-hover',
  plain: 'border border-control bg-raised hover:bg-hover',
  quiet: 'hover:bg-hover',
  danger: 'border border-bad text-bad hover:bg-bad-soft',
}
const SHAPE =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap transition-colors aria-disabled:opacity-50 disabled:opacity-50 disabled:pointer-events-none [&_svg]:size-4 [&_svg]:shrink-0'

export const buttonClass = (tone: ButtonTone): string => cx(SHAPE, 'h-control px-2.5', TONES[tone])

interface ButtonProps extends ComponentProps<'button'> {
  tone?: ButtonTone
  icon?: ReactNode
}

export const Button = ({ tone = 'plain', icon, children, className, ...rest }: ButtonProps) => (
  <button type="button" {...rest} className={cx(buttonClass(tone), className)}>
    {icon}
    {children}
  </button>
)

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** Read out by screen readers and shown as a tooltip. */
  label: string
  /** A shortcut to show beside the label, as people read it. */
  keys?: string | undefined
  isPressed?: boolean
}

/** A button with an icon alone; its name shows on hover and on keyboard focus. */
export const IconButton = ({ label, keys, icon, className, tone = 'quiet', isPressed, ...rest }: IconButtonProps) => (
  <Tooltip label={label} keys={keys}>
    <button
      type="button"
      aria-label={label}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      {...rest}
      className={cx(
        SHAPE,
        'h-control w-control',
        TONES[tone],
        isPressed === true && 'bg-selected text-accent',
        className,
      )}
    >
      {icon}
    </button>
  </Tooltip>
)
