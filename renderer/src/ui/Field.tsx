import { useId, type ComponentProps, type ReactNode, type Ref } from 'react'
import { cx } from './classNames.ts'

export interface ControlProps {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface FieldProps {
  label: string
  /** What is wrong with the value. */
  error?: string | null
  hint?: ReactNode
  className?: string
  isLabelHidden?: boolean
  children: (control: ControlProps) => ReactNode
}

/** A labelled control with its hint and error below, tied together for screen readers. */
export const Field = ({ label, error = null, hint, className, isLabelHidden = false, children }: FieldProps) => {
  const id = useId()
  const noteId = `${id}-note`
  const hasNote = error !== null || hint !== undefined
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm text-muted'}>
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== null, 'aria-describedby': hasNote ? noteId : undefined })}
      {hasNote && (
        <p id={noteId} className={cx('text-sm', error === null ? 'text-muted' : 'text-bad')}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

export const CONTROL =
  'w-full min-w-0 rounded-md border border-control bg-field px-2 text-text aria-invalid:border-bad disabled:opacity-50 focus-visible:outline-offset-0'

interface InputProps extends ComponentProps<'input'> {
  ref?: Ref<HTMLInputElement>
}
export const Input = ({ className, ...rest }: InputProps) => (
  <input {...rest} className={cx(CONTROL, 'h-control', className)} />
)

interface TextAreaProps extends ComponentProps<'textarea'> {
  ref?: Ref<HTMLTextAreaElement>
}
export const TextArea = ({ className, ...rest }: TextAreaProps) => (
  // Prompts come in every script: each line finds its own direction.
  <textarea dir="auto" {...rest} className={cx(CONTROL, 'resize-none py-1.5', className)} />
)
